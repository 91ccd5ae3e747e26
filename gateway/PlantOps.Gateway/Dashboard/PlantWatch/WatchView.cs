using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Dashboard.PlantWatch;

/// <summary>What is watched at a plant.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="PlantId">The plant's.</param>
/// <param name="Plant">What it is called.</param>
/// <param name="Says">Where the limits are from.</param>
/// <param name="Needs">What the plant needs.</param>
/// <param name="Others">Whether what is measured can be trusted, and how its device is.</param>
public sealed record WatchView(
    Shell Shell, string PlantId, string Plant, string Says, IReadOnlyList<WatchRow> Needs, IReadOnlyList<WatchRow> Others)
{
    /// <param name="shell">The frame.</param>
    /// <param name="facts">The plant, as it is.</param>
    /// <param name="rules">What is watched at it.</param>
    /// <param name="speech">The language.</param>
    /// <param name="sent">What was typed into one of the forms; <see langword="null"/> where nothing was.</param>
    /// <param name="trial">What that would have said.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    internal static WatchView Of(
        Shell shell, PlantFacts facts, IReadOnlyList<RuleView> rules, Speech speech, RuleForm? sent, TrialView? trial, long now)
    {
        var rows = rules.Select(rule => (rule, Row: RowOf(rule))).ToList();
        return new WatchView(
            shell,
            facts.Plant.Id,
            facts.Plant.Name,
            facts.Plant.Watched is null ? shell.Words.NotWatched
                : facts.Species is { } species ? shell.Words.LimitsOf(species.Profile.ScientificName)
                : shell.Words.LimitsOfUnknown,
            [.. rows.Where(row => IsNeed(row.rule)).Select(row => row.Row)],
            [.. rows.Where(row => !IsNeed(row.rule)).Select(row => row.Row)]);

        WatchRow RowOf(RuleView rule)
        {
            var mine = sent?.Rule == rule.Id ? sent : null;
            return WatchRow.Of(
                rule, facts, speech, shell.Who!.IsOwner ? WatchForm.Of(rule, facts.Plant.Id, mine, shell.Words) : null,
                mine is null ? null : trial, now);
        }
    }

    // Metrics of which no species says anything are there for who sets a limit.
    private static bool IsNeed(RuleView rule) =>
        rule.Kind is RuleKind.Low or RuleKind.High or RuleKind.LowLight or RuleKind.HighLight
        && (rule.Active || RuleBook.IsOfSpecies(new AlertRule(rule.Id, rule.Kind, rule.Metric)));
}

/// <summary>A thing that is watched.</summary>
/// <param name="Id">The rule's.</param>
/// <param name="Name">What it is.</param>
/// <param name="State">How it is; <c>null</c> where it is not watched.</param>
/// <param name="Now">What was measured.</param>
/// <param name="Limit">What should be.</param>
/// <param name="Source">Where that is from.</param>
/// <param name="Since">For how long it has been wrong; <c>null</c> where it is not.</param>
/// <param name="Form">What changes it; <c>null</c> for who may not.</param>
/// <param name="Trial">What other limits would have said.</param>
public sealed record WatchRow(
    string Id,
    string Name,
    CardState? State,
    string? Now,
    string Limit,
    string Source,
    string? Since,
    WatchForm? Form,
    TrialView? Trial)
{
    /// <summary>The language.</summary>
    public IWords? Words { get; init; }

    /// <summary>The part of the page.</summary>
    public string Anchor => "rule-" + Id.Replace('.', '-');

    internal static WatchRow Of(RuleView rule, PlantFacts facts, Speech speech, WatchForm? form, TrialView? trial, long now)
    {
        var words = speech.Words;
        var alert = facts.Alerts.FirstOrDefault(alert => alert.Rule.Id == rule.Id);
        var value = rule.Kind is RuleKind.Low or RuleKind.High && MetricNames.Find(rule.Metric) is { } metric
            ? facts.Value(metric) : null;
        return new WatchRow(
            rule.Id,
            words.RuleName(rule.Kind.ToString(), rule.Metric is null ? string.Empty : words.MetricName(rule.Metric)),
            StateOf(rule, facts.ConditionAt(now)),
            value is { } known ? words.NowIs(Speech.Tight(speech.Alerts.Value(known, rule.Unit))) : null,
            LimitOf(rule, speech),
            words.RuleSource(rule.Origin),
            alert is null ? null : words.Since(speech.Duration(now - alert.WorstSince)),
            form,
            trial);
    }

    private static CardState? StateOf(RuleView rule, PlantCondition plant) => !rule.Active ? null
        : rule.Condition is { } condition && plant != PlantCondition.Unknown ? PlantCard.StateOf(condition)
        : CardState.Unknown;

    private static string LimitOf(RuleView rule, Speech speech)
    {
        var words = speech.Words;
        if (rule.Own?.Enabled == false) return words.RuleIsOff;
        if (rule.Resting) return words.RuleRests;
        if (rule.Kind is RuleKind.NoData or RuleKind.Implausible or RuleKind.Stuck or RuleKind.LostReadings or RuleKind.ProbeOut)
            return words.NothingToSet;
        if (rule is { Warning: null, Critical: null }) return words.NoLimitKnown;
        var isLeast = rule.Kind is RuleKind.Low or RuleKind.LowLight or RuleKind.WeakSignal or RuleKind.LowBattery;
        return words.Limits(isLeast, Text(rule.Warning), Text(rule.Critical));

        string? Text(double? limit) => limit is { } known ? Speech.Tight(speech.Alerts.Value(known, rule.Unit)) : null;
    }
}

/// <summary>What changes a rule.</summary>
/// <param name="Words">The language.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Fields">What can be changed.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Slider">The slider of each field that is a limit; <c>null</c> where there are no limits.</param>
/// <param name="IsOwn">Whether there is something to take back.</param>
/// <param name="IsOfSpecies">Whether that leads back to the species.</param>
public sealed record WatchForm(
    IWords Words, string Action, string Rule, IReadOnlyList<FormField> Fields, FormProblems Problems, SliderRange? Slider,
        bool IsOwn,
    bool IsOfSpecies)
{
    /// <summary>Whether a limit can be tried on the past.</summary>
    public bool MayTry => Slider is not null;

    internal static WatchForm Of(RuleView rule, string plantId, RuleForm? sent, IWords words)
    {
        var slider = SliderRange.Of(rule);
        var enabled = new FormField("enabled", words.WatchThis, (sent?.IsEnabled ?? rule.Own?.Enabled != false) ? "true" : null)
        {
            Type = "checkbox", Scope = rule.Id,
        };
        FormField[] fields = slider is null && !HasLimits(rule)
            ? [enabled]
            : [Limit("warning", words.WarnAt(rule.Unit), sent?.Warning, rule.Warning),
                Limit("critical", words.CriticalAt(rule.Unit), sent?.Critical, rule.Critical), enabled];
        return new WatchForm(
            words, $"/plants/{plantId}/watch/{rule.Id}", rule.Id, fields, FormField.ProblemsOf(words, fields), slider,
                rule.Own is not null,
            RuleBook.IsOfSpecies(new AlertRule(rule.Id, rule.Kind, rule.Metric)));

        FormField Limit(string name, string label, string? typed, double? limit) =>
            new(name, label, typed ?? limit?.ToString("0.##", CultureInfo.InvariantCulture), sent?.Wrong.GetValueOrDefault(name))
            {
                Type = "number", Step = "any", Scope = rule.Id,
            };
    }

    private static bool HasLimits(RuleView rule) =>
        rule.Kind is RuleKind.FastChange or RuleKind.WeakSignal or RuleKind.LowBattery or RuleKind.Low or RuleKind.High;
}

/// <summary>From where to where a slider goes.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Step">Between two values.</param>
public sealed record SliderRange(string Min, string Max, string Step)
{
    internal static SliderRange? Of(RuleView rule) => (rule.Kind, rule.Unit) switch
    {
        (RuleKind.LowLight or RuleKind.HighLight, _) => new SliderRange("0", "40", "0.5"),
        (RuleKind.Low or RuleKind.High, "%") => new SliderRange("0", "100", "1"),
        (RuleKind.Low or RuleKind.High, "°C") => new SliderRange("-10", "50", "0.5"),
        (RuleKind.Low or RuleKind.High, _) when rule.Metric == Metrics.Name(Metric.LightLevel) =>
            new SliderRange("0", "100000", "500"),
        _ => null,
    };
}
