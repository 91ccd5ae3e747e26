using System.Globalization;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.PlantWatch;

/// <summary>What somebody typed of a rule, as they typed it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Warning">Empty for what the species has.</param>
/// <param name="Critical">The same.</param>
/// <param name="IsEnabled">Whether it is watched.</param>
internal sealed record RuleForm(string Rule, string Warning, string Critical, bool IsEnabled)
{
    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    public static RuleForm Of(string rule, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent)
    {
        var fields = sent.ToDictionary(field => field.Key, field => field.Value.ToString().Trim());
        return new RuleForm(
            rule, fields.GetValueOrDefault("warning", string.Empty), fields.GetValueOrDefault("critical", string.Empty),
            fields.GetValueOrDefault("enabled") == "true");
    }

    /// <summary>
    /// The change that it is of what holds without one; what is not asked here stays. <see langword="null"/> where nothing is
    /// left to change.
    /// </summary>
    /// <param name="own">What its owner set before.</param>
    /// <param name="bare">The rule without that.</param>
    public RuleChange? ToChange(RuleChange? own, AlertRule bare)
    {
        var change = (own ?? new RuleChange()) with
        {
            Warning = Limit(Warning) is { } warning && warning != bare.Warning ? warning : null,
            Critical = Limit(Critical) is { } critical && critical != bare.Critical ? critical : null,
            Enabled = IsEnabled ? null : false,
        };
        return change == new RuleChange() ? null : change;
    }

    /// <summary>What is wrong with it, by field, in words.</summary>
    public Dictionary<string, string> Check(IReadOnlyDictionary<string, string[]> refused, IWords words)
    {
        var wrong = new Dictionary<string, string>();
        if (refused.ContainsKey("critical")) wrong["critical"] = words.CriticalBeforeWarning;
        if (IsNoNumber(Warning) || refused.ContainsKey("warning")) wrong["warning"] = words.NotANumber;
        if (IsNoNumber(Critical)) wrong["critical"] = words.NotANumber;
        return wrong;
    }

    private static bool IsNoNumber(string text) => text.Length > 0 && Limit(text) is null;

    // With a point or a comma, as people type it.
    private static double? Limit(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
        ? value
        : null;
}
