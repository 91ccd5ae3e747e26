using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>The day in one message: what is wrong now, what is over, and what is to be done.</summary>
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
    /// <param name="care">What the care plans have due today, the most urgent first.</param>
    public static Message? Of(
        IEnumerable<Alert> alerts, IReadOnlyDictionary<string, Plant> plants, long now, Links links,
        IReadOnlyList<CareDue>? care = null)
    {
        var shown = alerts.Where(alert => plants.TryGetValue(alert.PlantId, out var plant) && !(plant.MutedUntil > now)).ToList();
        var open = shown.Where(alert => alert.RecoveredAt is null && !(alert.SnoozedUntil > now) && !IsOldNews(alert, now))
            .OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since).ToList();
        var over = shown.Where(alert => alert.RecoveredAt > now - Day).OrderBy(alert => alert.RecoveredAt).ToList();
        var due = DigestCare.Of(care ?? [], plants, open, now);
        if (open.Count + over.Count + due.Count == 0) return null;

        var lines = new List<string>();
        Add(open, alert => $"{Name(alert)} {Words(alert).One}, for {Figures.Duration(now - alert.WorstSince)}{Seen(alert)}");
        if (due.Count > 0 && open.Count > 0) lines.Add("To do:");
        Add(due, one => $"{MessageText.NameOf(one.Plant)}: {new CareText(one.Plan, CareLanguages.English).Advice(one.Item)}");
        if (open.Count + due.Count > 0 && over.Count > 0) lines.Add("Over since yesterday:");
        Add(over,
            alert => $"{Name(alert)}: {Words(alert).Subject} is back to normal, after {Figures.Duration(alert.RecoveredAt!.Value - alert.Since)}");
        return new Message(ToneOf(open), Title(open, due), lines, links.Overview);

        string Name(Alert alert) => MessageText.NameOf(plants[alert.PlantId]);

        void Add<T>(List<T> some, Func<T, string> say)
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

    private static string Title(List<Alert> open, List<CareDue> due) => open.DistinctBy(alert => alert.PlantId).Count() switch
    {
        0 when due.Count == 1 => "1 thing to do today",
        0 when due.Count > 1 => $"{due.Count} things to do today",
        0 => "No alert is open today",
        1 => "1 plant needs you today",
        var count => $"{count} plants need you today",
    };

    private static Tone ToneOf(List<Alert> open) => open.Count == 0 ? Tone.Good
        : open.Exists(alert => alert.Severity == AlertSeverity.Critical) ? Tone.Critical
        : Tone.Warning;
}

/// <summary>What of care plans is said in a digest.</summary>
internal static class DigestCare
{
    private const string TooDry = "soil_moisture.low";

    /// <param name="care">What is due.</param>
    /// <param name="plants">By their ids.</param>
    /// <param name="open">What the digest says already.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    public static List<CareDue> Of(
        IReadOnlyList<CareDue> care, IReadOnlyDictionary<string, Plant> plants, IReadOnlyList<Alert> open, long now)
    {
        var dry = open.Where(alert => alert.Rule.Id == TooDry).Select(alert => alert.PlantId).ToHashSet();
        return
        [
            .. care.Where(due => plants.TryGetValue(due.Plant.Id, out var plant) && !(plant.MutedUntil > now))
                .Where(due => due.Item.From <= now + DigestText.Day && IsNews(due.Item, now))
                .Where(due => due.Item.Kind != CareKind.Water || !dry.Contains(due.Plant.Id)),
        ];
    }

    // Water and cold each day until it is done; what has a fortnight on its first day, and when that is over.
    private static bool IsNews(CareItem item, long now) => item.Kind is CareKind.Water or CareKind.Temperature
        ? item.From <= now
        : (now >= item.From && now - item.From < DigestText.Day) || (now >= item.To && now - item.To < DigestText.Day);
}
