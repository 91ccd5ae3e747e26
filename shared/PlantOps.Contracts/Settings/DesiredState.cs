using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device should be, retained on <c>devices/{id}/desired</c>: <c>{"version":3,"interval_s":60}</c>.
/// A field that is not there stays as it is.
/// </summary>
public sealed class DesiredState
{
    /// <summary><c>version</c>: one more with each change, 0…2^53 − 1.</summary>
    public long Version { get; set; }

    /// <summary><c>interval_s</c>: seconds between readings, 5–86400; 0 where it is not there.</summary>
    public int IntervalS { get; set; }

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        json.Write("interval_s", IntervalS);
        json.EndObject();
    }

    /// <summary>Reads a message; <see langword="null"/> where it is none. Ranges are for the receiver to check.</summary>
    public static DesiredState? Parse(byte[] payload)
    {
        JsonReader json = new JsonReader(payload, payload.Length);
        DesiredState state = new DesiredState();
        json.BeginObject();
        while (json.NextMember())
        {
            switch (json.Name)
            {
                case "version": state.Version = json.ReadLong(); break;
                case "interval_s": state.IntervalS = SettingRange.Clip(json.ReadLong()); break;
                default: json.Skip(); break;
            }
        }

        return json.AtEnd() ? state : null;
    }
}
