using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>The day in one message: what is wrong now, and what is over.</summary>
internal static class DigestText
{
    /// <summary>How far it looks back, in milliseconds.</summary>
    public const long Day = 24 * 60 * 60 * 1000;

    private const int MaxLines = 15;

    /// <summary><see langword="null"/> where there is nothing to say.</summary>
    /// <param name="alerts">What is open, and what was open in the last day.</param>
    /// <param name="plants">By their ids.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    /// <param name="links">Where plants can be looked at.</param>
    public static Message? Of(IEnumerable<Alert> alerts, IReadOnlyDictionary<string, Plant> plants, long now, Links links)
    {
        var shown = alerts.Where(alert => plants.TryGetValue(alert.PlantId, out var plant) && !(plant.MutedUntil > now)).ToList();
        var open = shown.Where(alert => alert.RecoveredAt is null && !(alert.SnoozedUntil > now) && !IsOldNews(alert, now))
            .OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since).ToList();
        var over = shown.Where(alert => alert.RecoveredAt > now - Day).OrderBy(alert => alert.RecoveredAt).ToList();
        if (open.Count + over.Count == 0) return null;

        var lines = new List<string>();
        Add(open, alert => $"{Name(alert)} {Words(alert).One}, for {Figures.Duration(now - alert.WorstSince)}{Seen(alert)}");
        if (open.Count > 0 && over.Count > 0) lines.Add("Over since yesterday:");
        Add(over, alert => $"{Name(alert)}: {Words(alert).Subject} is back to normal, after {Figures.Duration(alert.RecoveredAt!.Value - alert.Since)}");
        return new Message(ToneOf(open), Title(open), lines, links.Overview);

        string Name(Alert alert) => MessageText.NameOf(plants[alert.PlantId]);

        void Add(List<Alert> some, Func<Alert, string> say)
        {
            lines.AddRange(some.Take(MaxLines).Select(say));
            if (some.Count > MaxLines) lines.Add($"and {some.Count - MaxLines} more");
        }
    }

    // A dark winter is told on its first day, and not on each of a hundred.
    private static bool IsOldNews(Alert alert, long now) =>
        alert.Rule.IsSeasonal && alert.Severity == AlertSeverity.Warning && now - alert.RaisedAt > Day;

    private static string Seen(Alert alert) => alert.AcknowledgedAt is null ? string.Empty : " (seen)";

    private static RuleText Words(Alert alert) => RuleText.Of(alert.Rule, alert.Severity);

    private static string Title(List<Alert> open) => open.Select(alert => alert.PlantId).Distinct().Count() switch
    {
        0 => "No alert is open today",
        1 => "1 plant needs you today",
        var count => $"{count} plants need you today",
    };

    private static Tone ToneOf(List<Alert> open) => open.Count == 0 ? Tone.Good
        : open.Exists(alert => alert.Severity == AlertSeverity.Critical) ? Tone.Critical
        : Tone.Warning;
}
