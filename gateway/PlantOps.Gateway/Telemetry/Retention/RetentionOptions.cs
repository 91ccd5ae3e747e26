using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>For how many days history is kept; 0 is for ever. Each tier at least as long as the finer one before it.</summary>
internal sealed class RetentionOptions
{
    /// <summary>A day must be over, and readings that were held up in it.</summary>
    public static readonly NumberSetting RawDaysSetting = Kept("RawDays", 400, "How long readings are kept.") with
    {
        IsCommon = true,
    };

    public static readonly NumberSetting QuarterHourDaysSetting = Kept(
        "QuarterHourDays", 3 * 365, "How long rollups of 15 minutes are kept.");

    public static readonly NumberSetting HourDaysSetting = Kept("HourDays", 0, "How long rollups of an hour are kept.");

    public static readonly NumberSetting DayDaysSetting = Kept("DayDays", 0, "How long rollups of a day are kept.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        RawDaysSetting, QuarterHourDaysSetting, HourDaysSetting, DayDaysSetting,
    ];

    /// <summary><c>Retention:RawDays</c>: every reading as it came.</summary>
    public int RawDays { get; set; } = RawDaysSetting.Value;

    /// <summary><c>Retention:QuarterHourDays</c>: minimum, mean, maximum and count of quarter hours.</summary>
    public int QuarterHourDays { get; set; } = QuarterHourDaysSetting.Value;

    /// <summary><c>Retention:HourDays</c>: the same of hours.</summary>
    public int HourDays { get; set; } = HourDaysSetting.Value;

    /// <summary><c>Retention:DayDays</c>: the same of days.</summary>
    public int DayDays { get; set; } = DayDaysSetting.Value;

    /// <summary>How many days a tier is kept; 0 for ever.</summary>
    public int DaysOf(Tier tier) => tier switch
    {
        Tier.Raw => RawDays,
        Tier.QuarterHours => QuarterHourDays,
        Tier.Hours => HourDays,
        _ => DayDays,
    };

    private static NumberSetting Kept(string name, int days, string help) =>
        NumberSetting.Days($"Retention:{name}", days, 2, help, "for ever");
}
