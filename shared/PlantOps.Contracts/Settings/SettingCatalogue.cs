using PlantOps.Contracts.Telemetry;

namespace PlantOps.Contracts.Settings;

/// <summary>A setting of a device that is a number or a flag.</summary>
public enum DeviceSetting
{
    /// <summary><c>interval_s</c>: seconds between readings.</summary>
    IntervalS = 0,

    /// <summary>
    /// <c>soil_dry_raw</c>: the soil probe's raw value in dry air, at least 200 above <see cref="SoilWetRaw"/>.
    /// </summary>
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

    /// <summary>
    /// <c>battery_ratio_permille</c>: how much higher the battery's voltage is than the pin's, times 1,000: 2000 for two equal
    /// resistors.
    /// </summary>
    BatteryRatioPermille = 7,

    /// <summary><c>soil_dry_raw_2</c>: as <see cref="SoilDryRaw"/>, of soil probe 2.</summary>
    SoilDryRaw2 = 8,

    /// <summary><c>soil_wet_raw_2</c>: as <see cref="SoilWetRaw"/>, of soil probe 2.</summary>
    SoilWetRaw2 = 9,

    /// <summary><c>soil_dry_raw_3</c>: as <see cref="SoilDryRaw"/>, of soil probe 3.</summary>
    SoilDryRaw3 = 10,

    /// <summary><c>soil_wet_raw_3</c>: as <see cref="SoilWetRaw"/>, of soil probe 3.</summary>
    SoilWetRaw3 = 11,

    /// <summary><c>soil_dry_raw_4</c>: as <see cref="SoilDryRaw"/>, of soil probe 4.</summary>
    SoilDryRaw4 = 12,

    /// <summary><c>soil_wet_raw_4</c>: as <see cref="SoilWetRaw"/>, of soil probe 4.</summary>
    SoilWetRaw4 = 13,
}

/// <summary>
/// The table of settings, a row each: the device's store, its checks and reports and the gateway's rules, texts and
/// command line follow it. A row is only ever added. The points of the further soil probes are those of the first.
/// </summary>
public static class SettingCatalogue
{
    /// <summary>How many settings this version has.</summary>
    public const int Count = 14;

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
        new SettingRow("battery_ratio_permille", Limits.MinBatteryRatio, Limits.MaxBatteryRatio, Limits.DefaultBatteryRatio)
        {
            Meaning = "the battery's voltage over its pin's, times 1,000",
        },
    };

    /// <summary>The setting's name on the wire and where it is stored.</summary>
    public static string Name(DeviceSetting setting) => NameOf((int)setting);

    /// <summary>Least value it can have.</summary>
    public static int Min(DeviceSetting setting) => Row(setting).Min;

    /// <summary>Largest value it can have.</summary>
    public static int Max(DeviceSetting setting) => Row(setting).Max;

    /// <summary>Whether it can have a value.</summary>
    public static bool IsInRange(DeviceSetting setting, int value) =>
        value >= Row(setting).Min && value <= Row(setting).Max;

    /// <summary>The raw value in dry air of a soil channel's probe.</summary>
    public static DeviceSetting SoilDryRaw(int channel) => channel == SoilChannels.First
        ? DeviceSetting.SoilDryRaw : (DeviceSetting)((int)DeviceSetting.SoilDryRaw2 + (2 * (channel - SoilChannels.First - 1)));

    /// <summary>The raw value in water of a soil channel's probe.</summary>
    public static DeviceSetting SoilWetRaw(int channel) => (DeviceSetting)((int)SoilDryRaw(channel) + 1);

    /// <summary>What it is at first.</summary>
    public static int Default(DeviceSetting setting) => Row(setting).Default;

    /// <summary>Whether it is true or false, 1 or 0 as a number.</summary>
    public static bool IsFlag(DeviceSetting setting) => Row(setting).IsFlag;

    /// <summary>What it is, for people, within a sentence.</summary>
    public static string Meaning(DeviceSetting setting) => MeaningOf((int)setting);

    /// <summary>What follows its range, for people; empty where there is no unit.</summary>
    public static string Unit(DeviceSetting setting) => Row(setting).Unit;

    /// <summary>Its range, for people: <c>5 to 86400</c>.</summary>
    public static string Range(DeviceSetting setting) =>
        string.Concat(Row(setting).Min.ToString(), " to ", Row(setting).Max.ToString());

    private static SettingRow Row(DeviceSetting setting)
    {
        int further = (int)setting - Rows.Length;
        return Rows[further < 0 ? (int)setting : (int)DeviceSetting.SoilDryRaw + (further & 1)];
    }

    private static string NameOf(int setting) => setting < Rows.Length
        ? Rows[setting].Name : string.Concat(Row((DeviceSetting)setting).Name, "_", ProbeOf(setting));

    private static string MeaningOf(int setting) => setting < Rows.Length
        ? Rows[setting].Meaning : string.Concat(Row((DeviceSetting)setting).Meaning, ", probe ", ProbeOf(setting));

    private static string ProbeOf(int setting) => (SoilChannels.First + 1 + ((setting - Rows.Length) / 2)).ToString();
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
