using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Alerts;

/// <summary>What is wrong, the worst first, or what was.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Headline">How much there is to do.</param>
/// <param name="Filters">What goes on, and what is over.</param>
/// <param name="Rows">Those that are shown.</param>
/// <param name="Held">What is told later; <c>null</c> where nothing is.</param>
public sealed record AlertsView(
    Shell Shell, string Headline, IReadOnlyList<CardFilter> Filters, IReadOnlyList<AlertRow> Rows, string? Held)
{
    /// <summary>Where changes of these come from; <c>null</c> of what is over.</summary>
    public string? Live { get; init; }

    /// <summary>How many that are over are shown.</summary>
    public const int MaxOver = 50;

    /// <summary>One stream cannot name more.</summary>
    private const int MaxLive = 60;

    /// <summary>For how many hours nothing is told, at the choice of whoever looks.</summary>
    public static readonly IReadOnlyList<int> Hours = [1, 8, 24];

    internal static AlertsView Of(
        Shell shell, Speech speech, IReadOnlyList<Alert> open, IReadOnlyList<Alert>? over, Func<string, Plant?> plantOf, int held,
        long now)
    {
        var words = shell.Words;
        var shown = over ?? [.. open.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since)];
        return new AlertsView(
            shell,
            open.Count == 0 ? words.NothingToDo : words.OpenAlerts(open.Count),
            [
                new CardFilter(words.GoingOn, open.Count, "/alerts", over is null),
                new CardFilter(words.Over, over?.Count ?? 0, "/alerts?show=over", over is not null),
            ],
            [.. shown.Select(alert => AlertRow.Of(alert, plantOf(alert.PlantId), speech, shell.Who!, now))],
            held > 0 ? words.HeldMessages(held) : null)
        {
            Live = over is null ? $"/alerts/live?shown={string.Join(',', shown.Select(alert => alert.Id).Take(MaxLive))}" : null,
        };
    }
}

/// <summary>Something that is or was wrong at a plant. Times are Unix milliseconds UTC.</summary>
/// <param name="Id">The alert's.</param>
/// <param name="PlantId">The plant's.</param>
/// <param name="Plant">What the plant is called.</param>
/// <param name="State">How bad it is.</param>
/// <param name="Says">What is wrong, how much and for how long.</param>
/// <param name="Advice">What to do; <c>null</c> where it is over.</param>
/// <param name="Notes">What people say to it.</param>
/// <param name="At">When it began.</param>
/// <param name="MayAnswer">Whether whoever looks may say something to it.</param>
/// <param name="MayMute">Whether they may have nobody told of the plant.</param>
/// <param name="IsMuted">Nobody is told of the plant.</param>
public sealed record AlertRow(
    string Id,
    string PlantId,
    string Plant,
    CardState State,
    string Says,
    string? Advice,
    IReadOnlyList<string> Notes,
    long At,
    bool MayAnswer,
    bool MayMute,
    bool IsMuted)
{
    /// <summary>Its id, as a part of the page can be called.</summary>
    public string Anchor => AnchorOf(Id);

    internal static string AnchorOf(string id) => id.Replace('.', '-');

    internal static AlertRow Of(Alert alert, Plant? plant, Speech speech, Visitor who, long now)
    {
        var (words, rule) = (speech.Words, speech.Alerts.Rule(alert.Rule, alert.Severity));
        var isOver = alert.RecoveredAt is not null;
        var measured = Speech.Tight(speech.Alerts.Measured(alert.Rule, alert.Severity, alert.Value));
        var lasted = speech.Duration(alert.RecoveredAt - alert.Since ?? now - alert.WorstSince);
        var isMuted = plant?.MutedUntil > now;
        var notes = new List<string>();
        if (alert.AcknowledgedBy is { } by) notes.Add(words.LooksAfterIt(by));
        if (!isOver && alert.SnoozedUntil is { } until && until > now) notes.Add(words.LaterIn(speech.Duration(until - now)));
        if (!isOver && isMuted) notes.Add(words.Muted);
        return new AlertRow(
            alert.Id,
            alert.PlantId,
            plant?.Name ?? alert.PlantId,
            isOver ? CardState.Ok
                : alert.Rule.Kind == RuleKind.NoData ? CardState.Unknown
                : alert.Severity == AlertSeverity.Critical ? CardState.Critical
                : CardState.Warning,
            $"{char.ToUpperInvariant(rule.One[0])}{rule.One[1..]}: {measured}, {words.Since(lasted)}",
            isOver ? null : rule.Advice,
            notes,
            alert.Since,
            !isOver && who.MayCare,
            !isOver && who.IsOwner,
            isMuted);
    }
}

/// <summary>Something that is done for some hours.</summary>
/// <param name="Words">The language.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Name">What is done.</param>
/// <param name="Plant">At which plant.</param>
/// <param name="IsOn">It is done already, and can be ended.</param>
public sealed record HoursView(IWords Words, string Action, string Name, string Plant, bool IsOn)
{
    public IReadOnlyList<int> Hours => AlertsView.Hours;
}
