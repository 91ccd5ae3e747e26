namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>How often something can be expected to come, in milliseconds.</summary>
/// <param name="Interval">From one to the next, as a rule.</param>
internal readonly record struct Pace(long Interval)
{
    private const long Minute = 60_000;
    private const long MinSlack = Minute / 4;

    /// <summary>
    /// Before anything is known of it: what was measured more than an hour ago is not about now, but that it is silent nobody can
    /// say for half a day.
    /// </summary>
    public static readonly Pace Unknown = new(36 * Minute) { IsAssumed = true, MinPatience = 12 * 60 * Minute };

    /// <summary>The longest silence that is usual; 0 where nothing is known but the interval.</summary>
    public long Silence { get; init; }

    /// <summary>Least silence that anybody is told of; 0 where that follows from the rest.</summary>
    public long MinPatience { get; init; }

    /// <summary>Whether neither the device nor its owner has said it: what comes shows it.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>
    /// For how long what was measured is about now: one interval may be missed, and what is sent takes a while.
    /// </summary>
    public long Deadline => Math.Max((2 * Interval) + Slack, Silence * 3 / 2);

    /// <summary>How long it may be silent until somebody is told: two intervals may be missed.</summary>
    public long Patience => Math.Max(Math.Max((3 * Interval) + Slack, Silence * 3 / 2), MinPatience);

    private long Slack => Math.Max(MinSlack, Interval / 4);
}
