using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.PlantWatch;

/// <summary>Checks what was typed of a rule, and tries it on the past.</summary>
internal sealed class RuleTrial(RuleChanges changes, PlantRules rules, AlertReplay replay)
{
    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => replay.Now;

    /// <summary>What is wrong with it, by field, as the API says it.</summary>
    public Dictionary<string, string[]> Check(Plant plant, RuleForm form) =>
        ChangeOf(plant, form) is { } change ? changes.Check(plant.Id, form.Rule, RuleChangeMessage.Of(change)) : [];

    /// <summary>What is to be kept of it; <see langword="null"/> where it is as the species or the default has it.</summary>
    public RuleChange? ChangeOf(Plant plant, RuleForm form) =>
        form.ToChange(plant.Rules.GetValueOrDefault(form.Rule), BareOf(plant, form.Rule));

    /// <summary>The alerts that it would have raised, and those of what holds.</summary>
    public (IReadOnlyList<Alert> Tried, IReadOnlyList<Alert> Held) Run(
        Plant plant, RuleForm form, long from, long to, CancellationToken cancellationToken)
    {
        return (
            replay.Run(RuleChanges.With(plant, form.Rule, ChangeOf(plant, form)), from, to, cancellationToken, form.Rule),
            replay.Run(plant, from, to, cancellationToken, form.Rule));
    }

    private AlertRule BareOf(Plant plant, string rule) =>
        rules.AllOf(RuleChanges.With(plant, rule, null)).Single(one => one.Id == rule);
}
