using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// What a device should be, retained on <c>devices/{id}/desired</c>: <c>{"version":3,"interval_s":60}</c>.
/// A field that is not there stays as it is. A version is taken as a whole or not at all: where one setting is
/// refused the device keeps all its old ones and says in <see cref="ReportedState"/> which and why.
/// </summary>
public sealed class DesiredState
{
    /// <summary>The number of a setting that is not there.</summary>
    public const int Absent = int.MinValue;

    /// <summary><c>version</c>: one more with each change, 0…2^53 − 1. A device that already has this version changes nothing.</summary>
    public long Version { get; set; }

    /// <summary><c>interval_s</c>: seconds between readings, 5–86400; 60 at first.</summary>
    public int IntervalS { get; set; } = Absent;

    /// <summary><c>soil_dry_raw</c>: the soil probe's raw value in dry air, 0–4095, at least 200 above <see cref="SoilWetRaw"/>; 2900 at first.</summary>
    public int SoilDryRaw { get; set; } = Absent;

    /// <summary><c>soil_wet_raw</c>: the soil probe's raw value in water, 0–4095; 1250 at first.</summary>
    public int SoilWetRaw { get; set; } = Absent;

    /// <summary><c>led_dry_percent</c>: soil moisture in percent below which the light says so, 0–100; 20 at first, 0 is never.</summary>
    public int LedDryPercent { get; set; } = Absent;

    /// <summary><c>led_wet_percent</c>: soil moisture in percent above which the light says so, 0–100 and not below <see cref="LedDryPercent"/>; 100 at first, which is never.</summary>
    public int LedWetPercent { get; set; } = Absent;

    /// <summary><c>sleep</c>: whether the device sleeps between readings, to live on a battery. Written only where <see cref="HasSleep"/>.</summary>
    public bool Sleep { get; set; }

    /// <summary>Whether <see cref="Sleep"/> is there.</summary>
    public bool HasSleep { get; set; }

    /// <summary><c>publish_s</c>: seconds between connections while it sleeps, 60–86400; 3600 at first.</summary>
    public int PublishS { get; set; } = Absent;

    /// <summary>
    /// <c>ca_pem</c>: one certificate in PEM, at most 2400 characters, that is to take the place of the CA. It comes
    /// over a connection that the present CA vouches for; the device trusts both, the new one first, until it has
    /// connected with that one, and then that one alone. Sending the present one takes a change back.
    /// </summary>
    public string? CaPem { get; set; }

    /// <summary><c>pins</c> and <c>sensors</c>: the device restarts to use them.</summary>
    public BoardSettings Board { get; } = new BoardSettings();

    /// <summary>Writes the message.</summary>
    public void Write(JsonWriter json)
    {
        json.BeginObject();
        json.Write("version", Version);
        WriteNumber(json, "interval_s", IntervalS);
        WriteNumber(json, "soil_dry_raw", SoilDryRaw);
        WriteNumber(json, "soil_wet_raw", SoilWetRaw);
        WriteNumber(json, "led_dry_percent", LedDryPercent);
        WriteNumber(json, "led_wet_percent", LedWetPercent);
        if (HasSleep)
        {
            json.Write("sleep", Sleep);
        }

        WriteNumber(json, "publish_s", PublishS);
        json.Write("ca_pem", CaPem);
        Board.WriteMembers(json);
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
            case "soil_dry_raw": SoilDryRaw = SettingRange.Clip(json.ReadLong()); break;
            case "soil_wet_raw": SoilWetRaw = SettingRange.Clip(json.ReadLong()); break;
            case "led_dry_percent": LedDryPercent = SettingRange.Clip(json.ReadLong()); break;
            case "led_wet_percent": LedWetPercent = SettingRange.Clip(json.ReadLong()); break;
            case "sleep":
                Sleep = json.ReadBool();
                HasSleep = true;
                break;
            case "publish_s": PublishS = SettingRange.Clip(json.ReadLong()); break;
            case "ca_pem": CaPem = json.ReadString(); break;
            case "pins": Board.ReadPins(json); break;
            case "sensors": Board.ReadSensors(json); break;
            default: json.Skip(); break;
        }
    }

    private static void WriteNumber(JsonWriter json, string name, int value)
    {
        if (value != Absent)
        {
            json.Write(name, value);
        }
    }
}
