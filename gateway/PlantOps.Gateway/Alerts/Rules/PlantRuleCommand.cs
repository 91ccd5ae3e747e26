using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary><c>plant rules ID</c> and <c>plant rule ID RULE NAME=VALUE…</c>.</summary>
internal static class PlantRuleCommand
{
    private static readonly AlertsJson Wire = AlertsJson.Default;

    private static readonly NamedValue[] Names =
    [
        new("enabled", ValueKind.Flag, "whether the rule is watched, true or false"),
        new("warning", ValueKind.Number, "the threshold of a warning, a number in the rule's unit"),
        new("critical", ValueKind.Number, "the threshold of what is critical, a number in the rule's unit"),
        new("hysteresis", ValueKind.Number, "how far back a value has to come, a number in the rule's unit, 0 or more"),
        new("dwell_s", ValueKind.WholeNumber, $"seconds that it must last, 0 to {RuleChangeMessage.MaxSeconds}"),
        new("cooldown_s", ValueKind.WholeNumber, $"seconds until it is said again, 0 to {RuleChangeMessage.MaxSeconds}"),
    ];

    public static IEnumerable<Command> Create() => [Rules(), Set(), Reset()];

    private static Command Rules()
    {
        var id = PlantCommand.Id();
        return new Command("rules", "Shows what is watched at a plant.") { id }.Asks(
            (result, gateway,
                cancellationToken) => gateway.Get(
                    PlantCommand.PathOf(result.GetRequiredValue(id), "/rules"), Wire.IReadOnlyListRuleView, cancellationToken),
            Wire.IReadOnlyListRuleView,
            (rules, _) => PrintAll(rules));
    }

    private static Command Set()
    {
        var (id, rule) = (PlantCommand.Id(), Rule());
        var changes = new Argument<string[]>("NAME=VALUE")
        {
            Description = "For example warning=25, critical=10, dwell_s=600 or enabled=false.",
            Arity = ArgumentArity.OneOrMore,
        };
        changes.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (SettingsText.Problem(token.Value, Names) is { } problem) result.AddError(problem);
            }
        });
        return new Command("rule", "Sets what a rule does at a plant.") { id, rule, changes }.Asks(
            (result, gateway, cancellationToken) => gateway.Put(
                PathOf(result.GetRequiredValue(id), result.GetRequiredValue(rule)),
                SettingsText.ToJson(result.GetRequiredValue(changes), Names), Wire.RuleView, cancellationToken),
            Wire.RuleView,
            (view, _) => PrintAll([view]));
    }

    private static Command Reset()
    {
        var (id, rule) = (PlantCommand.Id(), Rule());
        return new Command("reset-rule", "Gives a rule back to the species or the default.") { id, rule }.Asks(
            (result, gateway, cancellationToken) => gateway.Delete(
                PathOf(result.GetRequiredValue(id), result.GetRequiredValue(rule)), Wire.RuleView, cancellationToken),
            Wire.RuleView,
            (view, _) => PrintAll([view]));
    }

    private static Argument<string> Rule()
    {
        var rule = new Argument<string>("RULE") { Description = "For example soil_moisture.low; `plant rules` shows all." };
        rule.AcceptOnly(RuleBook.Ids);
        return rule;
    }

    private static string PathOf(string id, string rule) => PlantCommand.PathOf(id, $"/rules/{Uri.EscapeDataString(rule)}");

    private static void PrintAll(IReadOnlyList<RuleView> rules)
    {
        Console.WriteLine($"{"RULE",-27}{"IS",-10}{"WARNING",-12}{"CRITICAL",-12}FROM");
        foreach (var rule in rules)
        {
            var condition = rule.Condition is { } known ? known.ToString().ToLowerInvariant() : rule.Active ? "-" : "off";
            Console.WriteLine(
                $"{rule.Id,-27}{condition,-10}{Say(rule.Warning, rule),-12}{Say(rule.Critical, rule),-12}{rule.Origin}");
        }
    }

    private static string Say(double? threshold, RuleView rule) =>
        threshold is { } value && rule.Kind != RuleKind.NoData
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {rule.Unit}")
            : "-";
}
