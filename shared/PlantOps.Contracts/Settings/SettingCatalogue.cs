namespace PlantOps.Contracts.Settings;

/// <summary>A setting of a device that is a number or a flag.</summary>
public enum DeviceSetting
{
    /// <summary><c>interval_s</c>: seconds between readings.</summary>
    IntervalS = 0,

    /// <summary><c>soil_dry_raw</c>: the soil probe's raw value in dry air, at least 200 above <see cref="SoilWetRaw"/>.</summary>
    SoilDryRaw = 1,

    /// <summary><c>soil_wet_raw</c>: the soil probe's raw value in water.</summary>
    SoilWetRaw = 2,

    /// <summary><c>led_dry_percent</c>: soil moisture in percent below which the light says so; 0 is never.</summary>
    LedDryPercent = 3,

    /// <summary>
    /// <c>led_wet_percent</c>: soil moisture in percent above which the light says so, not below
    /// <see cref="LedDryPercent"/>; 100 is never.
    /// </summary>
    LedWetPercent = 4,

    /// <summary><c>sleep</c>: whether the device sleeps between readings, to live on a battery.</summary>
    Sleep = 5,

    /// <summary><c>publish_s</c>: seconds between connections while it sleeps.</summary>
    PublishS = 6,
}

/// <summary>
/// The table of settings, a row each: the device's store, its checks and reports and the gateway's rules, texts and
/// command line follow it. A row is only ever added.
/// </summary>
public static class SettingCatalogue
{
    /// <summary>How many settings this version has.</summary>
    public const int Count = 7;

    private static readonly SettingRow[] Rows =
    {
        new SettingRow("interval_s", Limits.MinInterval, Limits.MaxInterval, Limits.DefaultInterval)
        {
            Meaning = "seconds between readings", Unit = " seconds",
        },
        new SettingRow("soil_dry_raw", 0, Limits.MaxSoilRaw, Limits.DefaultSoilDryRaw)
        {
            Meaning = "the soil probe's raw value in dry air",
        },
        new SettingRow("soil_wet_raw", 0, Limits.MaxSoilRaw, Limits.DefaultSoilWetRaw)
        {
            Meaning = "the soil probe's raw value in water",
        },
        new SettingRow("led_dry_percent", 0, 100, Limits.DefaultLedDryPercent)
        {
            Meaning = "soil moisture in % below which the light says so", Unit = " %",
        },
        new SettingRow("led_wet_percent", 0, 100, Limits.DefaultLedWetPercent)
        {
            Meaning = "soil moisture in % above which the light says so", Unit = " %",
        },
        new SettingRow("sleep", 0, 1, 0) { Meaning = "whether it sleeps between readings", IsFlag = true },
        new SettingRow("publish_s", Limits.MinPublish, Limits.MaxPublish, Limits.DefaultPublish)
        {
            Meaning = "seconds between connections while it sleeps", Unit = " seconds",
        },
    };

    /// <summary>The setting's name on the wire and where it is stored.</summary>
    public static string Name(DeviceSetting setting) => Rows[(int)setting].Name;

    /// <summary>Least value it can have.</summary>
    public static int Min(DeviceSetting setting) => Rows[(int)setting].Min;

    /// <summary>Largest value it can have.</summary>
    public static int Max(DeviceSetting setting) => Rows[(int)setting].Max;

    /// <summary>Whether it can have a value.</summary>
    public static bool IsInRange(DeviceSetting setting, int value) =>
        value >= Rows[(int)setting].Min && value <= Rows[(int)setting].Max;

    /// <summary>What it is at first.</summary>
    public static int Default(DeviceSetting setting) => Rows[(int)setting].Default;

    /// <summary>Whether it is true or false, 1 or 0 as a number.</summary>
    public static bool IsFlag(DeviceSetting setting) => Rows[(int)setting].IsFlag;

    /// <summary>What it is, for people, within a sentence.</summary>
    public static string Meaning(DeviceSetting setting) => Rows[(int)setting].Meaning;

    /// <summary>What follows its range, for people; empty where there is no unit.</summary>
    public static string Unit(DeviceSetting setting) => Rows[(int)setting].Unit;

    /// <summary>Its range, for people: <c>5 to 86400</c>.</summary>
    public static string Range(DeviceSetting setting) =>
        string.Concat(Rows[(int)setting].Min.ToString(), " to ", Rows[(int)setting].Max.ToString());
}

/// <summary>What there is to know of a setting; <see cref="SettingCatalogue"/> says what each means.</summary>
internal sealed class SettingRow
{
    public SettingRow(string name, int min, int max, int first)
    {
        Name = name;
        Min = min;
        Max = max;
        Default = first;
    }

    public string Name { get; }

    public int Min { get; }

    public int Max { get; }

    public int Default { get; }

    public string Meaning { get; set; } = string.Empty;

    public string Unit { get; set; } = string.Empty;

    public bool IsFlag { get; set; }
}
