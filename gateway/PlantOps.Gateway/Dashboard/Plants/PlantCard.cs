using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>How a plant is, as its card and its page say it. Times are Unix milliseconds UTC.</summary>
/// <param name="Words">The language.</param>
/// <param name="Id">The plant's.</param>
/// <param name="Name">The plant's.</param>
/// <param name="Place">Where it stands, and what it is, as far as that is known.</param>
/// <param name="State">How it is.</param>
/// <param name="Says">Why, in a sentence.</param>
/// <param name="Note">What becomes of it, where somebody does something about it.</param>
/// <param name="ReadingAt">When it was last measured.</param>
/// <param name="FreshUntil">From when on nobody knows how it is, unless it is measured again.</param>
/// <param name="Values">What was measured.</param>
/// <param name="Week">A drawing of the last days.</param>
/// <param name="MayWater">Whether whoever looks may say that they have watered it.</param>
/// <param name="Undo">The entry of the journal that they can take back.</param>
public sealed record PlantCard(
    IWords Words,
    string Id,
    string Name,
    string Place,
    CardState State,
    string Says,
    string? Note,
    long? ReadingAt,
    long? FreshUntil,
    IReadOnlyList<CardValue> Values,
    CardWeek? Week,
    bool MayWater,
    string? Undo)
{
    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>Where its newest picture is, small; <c>null</c> where there is none.</summary>
    public string? Photo { get; init; }

    /// <summary>When it will be too dry, in words; <c>null</c> where nobody knows, or it is said already.</summary>
    public string? Dry { get; init; }

    /// <summary>Whether it is made up.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Whether whoever looks may end that, because this gateway makes it up.</summary>
    public bool MayTakeAway { get; init; }

    /// <summary>Its letter, where there is no picture.</summary>
    public string Face => StringInfo.GetNextTextElement(Name).ToUpperInvariant();

    /// <summary>The state as style sheets and scripts know it.</summary>
    public string StateName => State.ToString().ToLowerInvariant();

    internal static PlantCard Of(PlantFacts facts, Speech speech, Visitor who, long now)
    {
        var plant = facts.Plant;
        var state = StateOf(facts.ConditionAt(now));
        var told = state is CardState.Unknown or CardState.Ok ? null : Worst(facts);
        return new PlantCard(
            speech.Words,
            plant.Id,
            plant.Name,
            PlaceOf(plant.Place, facts.Species?.Profile.ScientificName),
            state,
            SaysOf(facts, state, told, speech, now),
            NoteOf(facts, speech, now),
            facts.ReadingAt,
            facts.FreshUntil,
            [
                new CardValue(speech.Words.Soil, speech.Value(facts.Value(Metric.SoilMoisture), Metric.SoilMoisture)),
                new CardValue(speech.Words.Air, speech.Value(facts.Value(Metric.Temperature), Metric.Temperature)),
                new CardValue(speech.Words.Humidity, speech.Value(facts.Value(Metric.Humidity), Metric.Humidity)),
            ],
            CardWeek.Of(facts.Week, facts.Wanted(Metric.SoilMoisture)),
            who.MayCare,
            facts.Watered is { } watered && WateringNotes.IsUndoable(watered, who.Name, now) ? watered.Id : null)
        {
            Photo = facts.Photo is { } photo ? $"/plants/{plant.Id}/photos/{photo.Id}/thumbnail" : null,
            Dry = state == CardState.Unknown || DryAlert(facts) is not null ? null : DryOf(facts, speech),
            IsVirtual = facts.IsVirtual,
            MayTakeAway = facts.IsRunHere && who.IsOwner,
        };
    }

    private static string PlaceOf(params string?[] parts) => string.Join(" · ", parts.Where(text => !string.IsNullOrEmpty(text)));

    internal static CardState StateOf(PlantCondition condition) => condition switch
    {
        PlantCondition.Ok => CardState.Ok,
        PlantCondition.Warning => CardState.Warning,
        PlantCondition.Critical => CardState.Critical,
        _ => CardState.Unknown,
    };

    // What is open, the worst and oldest first; else what a rule says that has not lasted long enough to be told.
    private static (AlertRule Rule, AlertSeverity Severity, Alert? Alert)? Worst(PlantFacts facts)
    {
        var alert = facts.Alerts.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since).FirstOrDefault();
        if (alert is not null) return (alert.Rule, alert.Severity, alert);
        var (id, condition) = facts.Status.Rules.OrderByDescending(rule => rule.Value).FirstOrDefault();
        var severity = condition == PlantCondition.Critical ? AlertSeverity.Critical : AlertSeverity.Warning;
        return facts.Rules.FirstOrDefault(rule => rule.Id == id) is { } rule ? (rule, severity, null) : null;
    }

    /// <summary>Why nobody knows how it is, although something was measured.</summary>
    internal static string WhyUnknown(PlantFacts facts, long measuredAt, Speech speech, long now) =>
        now > facts.FreshUntil ? speech.Words.SilentFor(speech.Duration(now - measuredAt))
        : facts.Beyond() is var (rule, severity) ? speech.Words.NotYetAnAlert(CauseOf(facts, rule, severity, null, speech))
        : speech.Words.NothingTrusted;

    private static string SaysOf(
        PlantFacts facts, CardState state, (AlertRule Rule, AlertSeverity Severity, Alert? Alert)? told, Speech speech, long now)
    {
        var words = speech.Words;
        if (facts.Plant.Watched is null) return words.NotWatched;
        if (facts.ReadingAt is not { } at) return words.NothingMeasured;
        if (state == CardState.Unknown) return WhyUnknown(facts, at, speech, now);

        if (told is not var (rule, severity, alert))
            return facts.Beyond() is var (passed, how)
                ? words.NotYetAnAlert(CauseOf(facts, passed, how, null, speech))
                : words.AllInRange;
        var text = CauseOf(facts, rule, severity, alert, speech);
        return alert is null ? text : $"{text}, {words.Since(speech.Duration(Math.Max(0, now - alert.WorstSince)))}";
    }

    private static string CauseOf(PlantFacts facts, AlertRule rule, AlertSeverity severity, Alert? alert, Speech speech)
    {
        var metric = Telemetry.MetricNames.Find(rule.Metric);
        var value = rule.Kind is RuleKind.Low or RuleKind.High && metric is { } known ? facts.Value(known) : null;
        var cause = speech.Alerts.Rule(rule, severity).One;
        var measured = Speech.Tight(speech.Alerts.Measured(rule, severity, value ?? alert?.Value));
        return $"{char.ToUpperInvariant(cause[0])}{cause[1..]}: {measured}";
    }

    private static Alert? DryAlert(PlantFacts facts) =>
        facts.Alerts.FirstOrDefault(alert => alert.Rule is { Kind: RuleKind.Low, Metric: "soil_moisture" });

    private static string? DryOf(PlantFacts facts, Speech speech)
    {
        if (facts.Dry is not { IsKnown: true, Latest: > 0 } forecast) return null;
        var (from, to) = forecast.WholeDays;
        return speech.Words.TooDryBetween(from, to);
    }

    private static string? NoteOf(PlantFacts facts, Speech speech, long now)
    {
        if (DryAlert(facts) is { } dry && facts.Watered is { } watered && watered.At > dry.Since && now - watered.At < Day)
            return speech.Words.WaitsForSoil(watered.By, speech.Duration(now - watered.At));
        if (facts.Plant.MutedUntil > now) return speech.Words.Muted;
        var by = facts.Alerts.Select(alert => alert.AcknowledgedBy).FirstOrDefault(name => name is not null);
        return by is null ? null : speech.Words.LooksAfterIt(by);
    }
}

/// <summary>A value and what it is.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">With its unit; a dash where nothing is known.</param>
public sealed record CardValue(string Name, string Text);
