using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device is, on <c>devices/{id}/reported</c>, said with each connection and after each desired state:
/// <c>{"version":3,"interval_s":60,"firmware_version":"0.1.0",…}</c>. Settings have the names, units and ranges of
/// <see cref="DesiredState"/>. A version that was refused is named beside the one that holds.
/// </summary>
public sealed class ReportedState
{
    /// <summary><c>version</c>: the <see cref="DesiredState.Version"/> it runs with; 0 before the first.</summary>
    public long Version { get; set; }

    /// <summary><c>firmware_version</c>.</summary>
    public string? FirmwareVersion { get; set; }

    /// <summary><c>interval_s</c>.</summary>
    public int IntervalS { get; set; }

    /// <summary><c>soil_dry_raw</c>.</summary>
    public int SoilDryRaw { get; set; }

    /// <summary><c>soil_wet_raw</c>.</summary>
    public int SoilWetRaw { get; set; }

    /// <summary><c>led_dry_percent</c>.</summary>
    public int LedDryPercent { get; set; }

    /// <summary><c>led_wet_percent</c>.</summary>
    public int LedWetPercent { get; set; }

    /// <summary><c>sleep</c>.</summary>
    public bool Sleep { get; set; }

    /// <summary><c>publish_s</c>.</summary>
    public int PublishS { get; set; }

    /// <summary><c>ca_id</c>: which CA it trusts, as of <see cref="CaIds"/>.</summary>
    public string? CaId { get; set; }

    /// <summary><c>next_ca_id</c>: which CA it trusts beside that one, until it has connected with it.</summary>
    public string? NextCaId { get; set; }

    /// <summary><c>pins</c> and <c>sensors</c> that differ from the board's defaults.</summary>
    public BoardSettings Board { get; set; } = new BoardSettings();

    /// <summary><c>refused_version</c>: the version that was refused last; 0 where there is none, and then not written.</summary>
    public long RefusedVersion { get; set; }

    /// <summary><c>refused</c>: why.</summary>
    public Refusals Refused { get; set; } = new Refusals();

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        json.Write("interval_s", IntervalS);
        json.Write("firmware_version", FirmwareVersion);
        json.Write("soil_dry_raw", SoilDryRaw);
        json.Write("soil_wet_raw", SoilWetRaw);
        json.Write("led_dry_percent", LedDryPercent);
        json.Write("led_wet_percent", LedWetPercent);
        json.Write("sleep", Sleep);
        json.Write("publish_s", PublishS);
        json.Write("ca_id", CaId);
        json.Write("next_ca_id", NextCaId);
        Board.WriteMembers(json);
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
            case "interval_s": IntervalS = SettingRange.Clip(json.ReadLong()); break;
            case "firmware_version": FirmwareVersion = json.ReadString(); break;
            case "soil_dry_raw": SoilDryRaw = SettingRange.Clip(json.ReadLong()); break;
            case "soil_wet_raw": SoilWetRaw = SettingRange.Clip(json.ReadLong()); break;
            case "led_dry_percent": LedDryPercent = SettingRange.Clip(json.ReadLong()); break;
            case "led_wet_percent": LedWetPercent = SettingRange.Clip(json.ReadLong()); break;
            case "sleep": Sleep = json.ReadBool(); break;
            case "publish_s": PublishS = SettingRange.Clip(json.ReadLong()); break;
            case "ca_id": CaId = json.ReadString(); break;
            case "next_ca_id": NextCaId = json.ReadString(); break;
            default: ReadObject(json); break;
        }
    }

    private void ReadObject(JsonReader json)
    {
        switch (json.Name)
        {
            case "pins": Board.ReadPins(json); break;
            case "sensors": Board.ReadSensors(json); break;
            case "refused_version": RefusedVersion = json.ReadLong(); break;
            case "refused": Refused.ReadMember(json); break;
            default: json.Skip(); break;
        }
    }
}
