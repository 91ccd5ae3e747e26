namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>How often a device can be expected to report, in milliseconds.</summary>
internal readonly record struct Pace(long Interval)
{
    private const long MinSlack = 15_000;

    /// <summary>How long it may be silent: two intervals may be missed, and what is sent takes a while.</summary>
    public long Deadline => (2 * Interval) + Math.Max(MinSlack, Interval / 4);
}
