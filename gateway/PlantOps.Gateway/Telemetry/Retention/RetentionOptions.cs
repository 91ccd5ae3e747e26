using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>For how many days history is kept; 0 is for ever. Each tier at least as long as the finer one before it.</summary>
internal sealed class RetentionOptions
{
    /// <summary><c>Retention:RawDays</c>: every reading as it came.</summary>
    public int RawDays { get; set; } = GatewaySettings.RawDays.Value;

    /// <summary><c>Retention:QuarterHourDays</c>: minimum, mean, maximum and count of quarter hours.</summary>
    public int QuarterHourDays { get; set; } = GatewaySettings.QuarterHourDays.Value;

    /// <summary><c>Retention:HourDays</c>: the same of hours.</summary>
    public int HourDays { get; set; } = GatewaySettings.HourDays.Value;

    /// <summary><c>Retention:DayDays</c>: the same of days.</summary>
    public int DayDays { get; set; } = GatewaySettings.DayDays.Value;

    /// <summary>How many days a tier is kept; 0 for ever.</summary>
    public int DaysOf(Tier tier) => tier switch
    {
        Tier.Raw => RawDays,
        Tier.QuarterHours => QuarterHourDays,
        Tier.Hours => HourDays,
        _ => DayDays,
    };
}
