using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device is, on <c>devices/{id}/reported</c>: <c>{"version":3,"interval_s":60,"firmware_version":"0.1.0"}</c>.
/// A setting it refused keeps the version it had before.
/// </summary>
public sealed class ReportedState
{
    /// <summary><c>version</c>: the <see cref="DesiredState.Version"/> it runs with; 0 before the first.</summary>
    public long Version { get; set; }

    /// <summary><c>interval_s</c>: seconds between readings.</summary>
    public int IntervalS { get; set; }

    /// <summary><c>firmware_version</c>.</summary>
    public string? FirmwareVersion { get; set; }

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        json.Write("interval_s", IntervalS);
        json.Write("firmware_version", FirmwareVersion);
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
            switch (json.Name)
            {
                case "version": state.Version = json.ReadLong(); break;
                case "interval_s": state.IntervalS = SettingRange.Clip(json.ReadLong()); break;
                case "firmware_version": state.FirmwareVersion = json.ReadString(); break;
                default: json.Skip(); break;
            }
        }

        return json.AtEnd() ? state : null;
    }
}
