using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device is, on <c>devices/{id}/reported</c>, said with each connection and after each desired state:
/// <c>{"version":3,"interval_s":60,"firmware_version":"0.1.0",…}</c>. Settings have the names, units and ranges of
/// <see cref="DesiredState"/>. A version that was refused is named beside the one that holds.
/// </summary>
public sealed class ReportedState : SettingValues
{
    /// <summary>A report in which no setting is told.</summary>
    public ReportedState()
        : base(false)
    {
    }

    /// <summary><c>version</c>: the <see cref="DesiredState.Version"/> it runs with; 0 before the first.</summary>
    public long Version { get; set; }

    /// <summary><c>firmware_version</c>.</summary>
    public string? FirmwareVersion { get; set; }

    /// <summary><c>ca_id</c>: which CA it trusts, as of <see cref="CaIds"/>.</summary>
    public string? CaId { get; set; }

    /// <summary><c>next_ca_id</c>: which CA it trusts beside that one, until it has connected with it.</summary>
    public string? NextCaId { get; set; }

    /// <summary><c>pins</c> and <c>sensors</c> that differ from the board's defaults.</summary>
    public BoardSettings Board { get; set; } = new BoardSettings();

    /// <summary><c>model</c>: the board.</summary>
    public string? Model { get; set; }

    /// <summary><c>capabilities</c>: what the device has.</summary>
    public DeviceCapabilities? Capabilities { get; set; }

    /// <summary><c>refused_version</c>: the version that was refused last; 0 where there is none, and then not written.</summary>
    public long RefusedVersion { get; set; }

    /// <summary><c>refused</c>: why.</summary>
    public Refusals Refused { get; set; } = new Refusals();

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        WriteSettings(json, 0, 1);
        json.Write("firmware_version", FirmwareVersion);
        WriteSettings(json, 1, SettingCatalogue.Count);
        json.Write("ca_id", CaId);
        json.Write("next_ca_id", NextCaId);
        Board.WriteMembers(json);
        json.Write("model", Model);
        if (Capabilities != null)
        {
            Capabilities.WriteMember(json);
        }

        if (RefusedVersion > 0)
        {
            json.Write("refused_version", RefusedVersion);
            Refused.WriteMember(json);
        }

        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none.</summary>
    public static ReportedState? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        ReportedState state = new ReportedState();
        json.BeginObject();
        while (json.NextMember())
        {
            state.ReadMember(json);
        }

        return json.AtEnd() ? state : null;
    }

    private void ReadMember(JsonReader json)
    {
        switch (json.Name)
        {
            case "version": Version = json.ReadLong(); break;
            case "firmware_version": FirmwareVersion = json.ReadString(); break;
            case "ca_id": CaId = json.ReadString(); break;
            case "next_ca_id": NextCaId = json.ReadString(); break;
            case "pins": Board.ReadPins(json); break;
            case "sensors": Board.ReadSensors(json); break;
            case "model": Model = json.ReadString(); break;
            case "capabilities": Capabilities = DeviceCapabilities.Read(json); break;
            case "refused_version": RefusedVersion = json.ReadLong(); break;
            case "refused": Refused.ReadMember(json); break;
            default:
                if (!ReadSetting(json))
                {
                    json.Skip();
                }

                break;
        }
    }
}
