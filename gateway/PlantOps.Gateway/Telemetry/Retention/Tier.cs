namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>What history consists of, each kept for a time of its own, from fine to coarse.</summary>
internal enum Tier
{
    Raw,
    QuarterHours,
    Hours,
    Days,
}

internal static class Tiers
{
    public static readonly IReadOnlyList<Tier> All = [Tier.Raw, Tier.QuarterHours, Tier.Hours, Tier.Days];

    /// <summary>On the wire and on the command line.</summary>
    public static string Name(Tier tier) => tier switch
    {
        Tier.Raw => "raw",
        Tier.QuarterHours => "15m",
        Tier.Hours => "1h",
        _ => "1d",
    };
}
