using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>Changes a plant's rules.</summary>
internal sealed class RuleChanges(PlantStore plants, PlantChanges changes, PlantRules rules, RuleViews views)
{
    // The sun gives 65 mol/m² on a clear midsummer day; no radio hears less than −120 dBm.
    private const double MaxDailyLight = 100;
    private const double MinSignal = -120;

    /// <summary>What is wrong with a change, by field.</summary>
    public Dictionary<string, string[]> Check(string plantId, string ruleId, RuleChangeMessage change)
    {
        var errors = change.Check();
        if (errors.Count > 0 || plants.Find(plantId) is not { } plant) return errors;
        var rule = rules.AllOf(plant.Value with { Rules = Without(plant.Value, ruleId) }).Single(rule => rule.Id == ruleId)
            .With(change.ToChange());
        Possible("warning", change.Warning);
        Possible("critical", change.Critical);
        if (errors.Count > 0) return errors;
        if (rule is { Warning: { } warning, Critical: { } critical } && IsNearer(rule.Kind, critical, warning))
        {
            errors["critical"] =
                [$"At {critical} {rule.Unit} it would be critical before it is a warning, at {warning} {rule.Unit}. Set both."];
        }

        return errors;

        void Possible(string field, double? threshold)
        {
            if (threshold is { } value && RangeOf(rule) is var (min, max) && !(value >= min && value <= max))
            {
                errors[field] =
                    [$"It is {value} {rule.Unit}, and not from {min} to {max} {rule.Unit}: it would never be so, or always."];
            }
        }
    }

    /// <summary>Puts a change in the place of what its owner set before; <see langword="null"/> takes that back.</summary>
    /// <returns>Why it was not changed; <see langword="null"/> where it was.</returns>
    public ProblemHttpResult? Apply(
        string plantId, string ruleId, RuleChange? change, HttpContext context, [NotNullWhen(false)] out RuleView? view)
    {
        view = null;
        var changed = new Plant { Id = plantId, Name = string.Empty, CreatedAt = 0 };
        var (_, refusal) = changes.Apply(plantId, context, plant => changed = With(plant, ruleId, change));
        view = views.Of(changed).Single(rule => rule.Id == ruleId);
        return refusal;
    }

    /// <summary>A plant with a change in the place of what its owner set before; <see langword="null"/> takes that
    /// back.</summary>
    public static Plant With(Plant plant, string ruleId, RuleChange? change)
    {
        var own = Without(plant, ruleId);
        if (change is not null) own[ruleId] = change;
        return plant with { Rules = own };
    }

    /// <summary>Between which values a threshold says anything; <see langword="null"/> where it has no limits.</summary>
    private static (double Min, double Max)? RangeOf(AlertRule rule) => rule.Kind switch
    {
        RuleKind.Low or RuleKind.High or RuleKind.ProbeOut when MetricNames.Find(rule.Metric) is { } metric =>
            (Metrics.Min(metric), Metrics.Max(metric)),
        RuleKind.FastChange when MetricNames.Find(rule.Metric) is { } metric => (0, Metrics.Max(metric) - Metrics.Min(metric)),
        RuleKind.LowLight or RuleKind.HighLight => (0, MaxDailyLight),
        RuleKind.WeakSignal => (MinSignal, 0),
        RuleKind.LowBattery => (0, 100),
        RuleKind.NoData => (0, RuleChangeMessage.MaxSeconds),
        _ => null,
    };

    private static Dictionary<string, RuleChange> Without(Plant plant, string ruleId) =>
        plant.Rules.Where(pair => pair.Key != ruleId).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static bool IsNearer(RuleKind kind, double critical, double warning) => kind switch
    {
        RuleKind.Low or RuleKind.WeakSignal or RuleKind.LowBattery => critical > warning,
        RuleKind.High => critical < warning,
        _ => false,
    };
}
