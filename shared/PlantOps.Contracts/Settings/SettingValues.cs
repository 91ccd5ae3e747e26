using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// Values of the settings of <see cref="SettingCatalogue"/>: what a device should be, what it says that it is, or what it
/// keeps. Each may be absent.
/// </summary>
public abstract class SettingValues
{
    /// <summary>The number of a setting that is not there.</summary>
    public const int Absent = int.MinValue;

    private readonly int[] _values = new int[SettingCatalogue.Count];

    /// <param name="defaults">Whether every setting has its default, rather than being absent.</param>
    protected SettingValues(bool defaults)
    {
        for (int i = 0; i < SettingCatalogue.Count; i++)
        {
            _values[i] = defaults ? SettingCatalogue.Default((DeviceSetting)i) : Absent;
        }
    }

    /// <summary>A setting's number, 1 or 0 of a flag; <see cref="Absent"/> where it is not there.</summary>
    public int this[DeviceSetting setting]
    {
        get => _values[(int)setting];
        set => _values[(int)setting] = value;
    }

    /// <summary><c>interval_s</c>.</summary>
    public int IntervalS
    {
        get => this[DeviceSetting.IntervalS];
        set => this[DeviceSetting.IntervalS] = value;
    }

    /// <summary><c>soil_dry_raw</c>.</summary>
    public int SoilDryRaw
    {
        get => this[DeviceSetting.SoilDryRaw];
        set => this[DeviceSetting.SoilDryRaw] = value;
    }

    /// <summary><c>soil_wet_raw</c>.</summary>
    public int SoilWetRaw
    {
        get => this[DeviceSetting.SoilWetRaw];
        set => this[DeviceSetting.SoilWetRaw] = value;
    }

    /// <summary><c>led_dry_percent</c>.</summary>
    public int LedDryPercent
    {
        get => this[DeviceSetting.LedDryPercent];
        set => this[DeviceSetting.LedDryPercent] = value;
    }

    /// <summary><c>led_wet_percent</c>.</summary>
    public int LedWetPercent
    {
        get => this[DeviceSetting.LedWetPercent];
        set => this[DeviceSetting.LedWetPercent] = value;
    }

    /// <summary><c>sleep</c>.</summary>
    public bool Sleep
    {
        get => this[DeviceSetting.Sleep] == 1;
        set => this[DeviceSetting.Sleep] = value ? 1 : 0;
    }

    /// <summary>Whether <see cref="Sleep"/> is there.</summary>
    public bool HasSleep => this[DeviceSetting.Sleep] != Absent;

    /// <summary><c>publish_s</c>.</summary>
    public int PublishS
    {
        get => this[DeviceSetting.PublishS];
        set => this[DeviceSetting.PublishS] = value;
    }

    /// <summary>Takes over what another one has.</summary>
    public void TakeOver(SettingValues other)
    {
        for (int i = 0; i < SettingCatalogue.Count; i++)
        {
            _values[i] = other._values[i] == Absent ? _values[i] : other._values[i];
        }
    }

    /// <summary>A setting's number here, or another's where it is not there.</summary>
    public int Or(SettingValues other, DeviceSetting setting) => this[setting] == Absent ? other[setting] : this[setting];

    /// <summary>Writes into the object under way what is there of the settings from one to before another.</summary>
    protected void WriteSettings(JsonWriter json, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            DeviceSetting setting = (DeviceSetting)i;
            if (_values[i] == Absent)
            {
                continue;
            }

            if (SettingCatalogue.IsFlag(setting))
            {
                json.Write(SettingCatalogue.Name(setting), _values[i] == 1);
            }
            else
            {
                json.Write(SettingCatalogue.Name(setting), _values[i]);
            }
        }
    }

    /// <summary>Reads the member that the reader stands on, where it is a setting; whether it is.</summary>
    protected bool ReadSetting(JsonReader json)
    {
        for (int i = 0; i < SettingCatalogue.Count; i++)
        {
            DeviceSetting setting = (DeviceSetting)i;
            if (SettingCatalogue.Name(setting) != json.Name)
            {
                continue;
            }

            if (SettingCatalogue.IsFlag(setting))
            {
                _values[i] = json.ReadBool() ? 1 : 0;
            }
            else
            {
                _values[i] = SettingRange.Clip(json.ReadLong());
            }

            return true;
        }

        return false;
    }
}
