using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.PlantWatch;

/// <summary>What a rule with other limits would have said of the last days.</summary>
/// <param name="Words">The language.</param>
/// <param name="Says">How often.</param>
/// <param name="Times">When, and for how long.</param>
/// <param name="More">How many more there are.</param>
/// <param name="Before">How often with the limits that hold.</param>
public sealed record TrialView(IWords Words, string Says, IReadOnlyList<TrialTime> Times, int More, string Before)
{
    public const int Days = 30;

    private const int MaxTimes = 5;

    /// <param name="tried">The alerts that it would have raised, by time.</param>
    /// <param name="held">Those of the limits that hold.</param>
    /// <param name="speech">The language.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    internal static TrialView Of(IReadOnlyList<Alert> tried, IReadOnlyList<Alert> held, Speech speech, long now) => new(
        speech.Words,
        speech.Words.WouldHaveSaid(Days, tried.Count),
        [.. tried.Reverse().Take(MaxTimes).Select(
            alert => new TrialTime(alert.Since, speech.Duration((alert.RecoveredAt ?? now) - alert.Since)))],
        Math.Max(0, tried.Count - MaxTimes),
        speech.Words.SaidAsItIs(held.Count));
}

/// <summary>An alert that would have been.</summary>
/// <param name="At">Unix milliseconds UTC.</param>
/// <param name="Lasted">How long.</param>
public sealed record TrialTime(long At, string Lasted);
