namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>How much time one rollup spans. Periods start at whole multiples of it since 1970, UTC.</summary>
internal enum RollupPeriod
{
    QuarterHour,
    Hour,
    Day,
}

internal static class RollupPeriods
{
    private const long Minute = 60_000;

    /// <summary>Milliseconds.</summary>
    public static long Length(this RollupPeriod period) => period switch
    {
        RollupPeriod.QuarterHour => 15 * Minute,
        RollupPeriod.Hour => 60 * Minute,
        _ => 24 * 60 * Minute,
    };

    /// <summary>The start of the period that a time is in.</summary>
    public static long StartOf(this RollupPeriod period, long time) => Floor(time, period.Length());

    /// <summary>The last multiple of a length that is not after a time.</summary>
    public static long Floor(long time, long length)
    {
        var rest = time % length;
        return rest < 0 ? time - rest - length : time - rest;
    }
}
