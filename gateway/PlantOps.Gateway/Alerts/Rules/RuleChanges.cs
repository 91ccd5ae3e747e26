using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>Changes a plant's rules.</summary>
internal sealed class RuleChanges(PlantStore plants, PlantChanges changes, PlantRules rules, RuleViews views)
{
    /// <summary>What is wrong with a change, by field.</summary>
    public Dictionary<string, string[]> Check(string plantId, string ruleId, RuleChangeMessage change)
    {
        var errors = change.Check();
        if (errors.Count > 0 || plants.Find(plantId) is not { } plant) return errors;
        var rule = rules.AllOf(plant.Value with { Rules = Without(plant.Value, ruleId) }).Single(rule => rule.Id == ruleId).With(change.ToChange());
        if (rule is { Warning: { } warning, Critical: { } critical } && IsNearer(rule.Kind, critical, warning))
        {
            errors["critical"] = [$"At {critical} {rule.Unit} it would be critical before it is a warning, at {warning} {rule.Unit}. Set both."];
        }

        return errors;
    }

    /// <summary>Puts a change in the place of what its owner set before; <see langword="null"/> takes that back.</summary>
    /// <returns>Why it was not changed; <see langword="null"/> where it was.</returns>
    public ProblemHttpResult? Apply(string plantId, string ruleId, RuleChange? change, HttpContext context, [NotNullWhen(false)] out RuleView? view)
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

    private static Dictionary<string, RuleChange> Without(Plant plant, string ruleId) =>
        plant.Rules.Where(pair => pair.Key != ruleId).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static bool IsNearer(RuleKind kind, double critical, double warning) => kind switch
    {
        RuleKind.Low or RuleKind.WeakSignal or RuleKind.LowBattery => critical > warning,
        RuleKind.High => critical < warning,
        _ => false,
    };
}
