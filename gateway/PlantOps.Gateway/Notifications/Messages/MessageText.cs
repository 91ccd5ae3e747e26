using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>What happened, in few words: what, how much, for how long, what to do.</summary>
internal static class MessageText
{
    /// <summary>More plants than this are counted, not named.</summary>
    private const int MaxLines = 10;

    /// <param name="happened">What happened; at least one.</param>
    /// <param name="links">Where plants can be looked at.</param>
    public static Message Of(IReadOnlyList<AlertMessage> happened, Links links)
    {
        if (happened.Count == 1) return Single(happened[0], links);
        var groups = happened
            .GroupBy(one => (one.Event.Kind == AlertEventKind.Recovered, Headline(one, many: true)))
            .OrderBy(group => group.Key.Item1).ThenByDescending(group => group.Max(one => one.Event.Severity))
            .ThenByDescending(group => group.Count())
            .Select(group => group.ToList())
            .ToList();
        var title = string.Join(", ", groups.Select(Count));
        var lines = new List<string>();
        var room = MaxLines;
        foreach (var group in groups)
        {
            if (groups.Count > 1) lines.Add(Count(group) + ":");
            foreach (var one in group.Take(room)) lines.Add($"{NameOf(one.Plant)}: {Detail(one)}");
            if (group.Count > room) lines.Add($"and {group.Count - room} more");
            room = Math.Max(0, room - group.Count);
        }

        if (groups.Count == 1 && groups[0][0].Event.Kind != AlertEventKind.Recovered) lines.Add(WordsOf(groups[0][0]).Advice);
        return new Message(ToneOf(happened), title, lines, links.Overview);
    }

    public static string NameOf(Plant plant) => plant.Place is { Length: > 0 } place ? $"{plant.Name} ({place})" : plant.Name;

    private static Message Single(AlertMessage one, Links links)
    {
        var name = NameOf(one.Plant);
        var link = links.To(one.Plant.Id);
        return one.Event.Kind == AlertEventKind.Recovered
            ? new Message(Tone.Good, $"{name}: {WordsOf(one).Subject} is back to normal", [Sentence(Detail(one))], link)
            : new Message(ToneOf([one]), $"{name} {WordsOf(one).One}", [Sentence(Detail(one)), WordsOf(one).Advice], link);
    }

    /// <summary>How much, and for how long.</summary>
    private static string Detail(AlertMessage one)
    {
        var measured = Figures.Measured(one.Alert.Rule, one.Event);
        var duration = Figures.Duration(one.Duration);
        return one.Event.Kind == AlertEventKind.Recovered ? $"{measured}, after {duration}" : $"{measured}, for {duration}";
    }

    private static string Count(List<AlertMessage> group) => group.Count == 1
        ? $"{NameOf(group[0].Plant)} {Headline(group[0], many: false)}"
        : $"{group.Count} plants {Headline(group[0], many: true)}";

    private static string Headline(AlertMessage one, bool many) => one.Event.Kind == AlertEventKind.Recovered
        ? many ? "are back to normal" : "is back to normal"
        : many ? WordsOf(one).Many : WordsOf(one).One;

    private static RuleText WordsOf(AlertMessage one) => RuleText.Of(one.Alert.Rule, one.Event.Severity);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static Tone ToneOf(IEnumerable<AlertMessage> happened)
    {
        var worst = Tone.Good;
        foreach (var one in happened)
        {
            if (one.Event.Kind == AlertEventKind.Recovered) continue;
            var tone = one.Event.Severity == AlertSeverity.Critical ? Tone.Critical : Tone.Warning;
            if (tone > worst) worst = tone;
        }

        return worst;
    }
}

/// <summary>Everything that is known about something that happened to an alert.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Alert">The alert it happened to.</param>
/// <param name="Plant">At which plant.</param>
/// <param name="Now">When it is told; for something that waited over night that is much later. Unix milliseconds UTC.</param>
internal sealed record AlertMessage(AlertEvent Event, Alert Alert, Plant Plant, long Now)
{
    /// <summary>How long it has been beyond the limit that is named, or was beyond any.</summary>
    public long Duration => Event.Kind == AlertEventKind.Recovered
        ? Math.Max(0, Event.At - Alert.Since)
        : Math.Max(0, Math.Max(Now, Event.At)
            - (Event.Severity == AlertSeverity.Critical ? Alert.CriticalSince ?? Alert.Since : Alert.Since));
}
