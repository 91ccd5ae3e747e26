using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>How alerts are said in a language: what a message says, a page says.</summary>
internal interface IAlertWords
{
    RuleText Rule(AlertRule rule, AlertSeverity severity);

    /// <summary>How long, in the largest units that matter.</summary>
    string Duration(long milliseconds);

    /// <summary>A value with its unit.</summary>
    string Value(double value, string unit);

    /// <summary>What is measured, and what should be.</summary>
    /// <param name="rule">What it breaks.</param>
    /// <param name="severity">How badly.</param>
    /// <param name="value">In the rule's unit; <see langword="null"/> where it has none.</param>
    string Measured(AlertRule rule, AlertSeverity severity, double? value);
}

/// <summary>How temperatures are shown to somebody: they are measured, stored and sent in °C.</summary>
internal sealed record TemperatureScale(string Unit, double Factor, double Zero)
{
    public static readonly TemperatureScale Celsius = new("°C", 1, 0);
    public static readonly TemperatureScale Fahrenheit = new("°F", 1.8, 32);

    /// <summary>A value as it is shown, and its unit; what is no temperature as it is.</summary>
    /// <param name="value">As it was measured.</param>
    /// <param name="unit">Of the value.</param>
    /// <param name="isDifference">How much it has changed, which has no zero.</param>
    public (double Value, string Unit) Of(double value, string unit, bool isDifference = false) => unit == Celsius.Unit
        ? ((value * Factor) + (isDifference ? 0 : Zero), Unit)
        : (value, unit);
}

/// <summary>English, as messages are.</summary>
/// <param name="scale">How temperatures are shown.</param>
internal sealed class EnglishAlertWords(TemperatureScale? scale = null) : IAlertWords
{
    private readonly TemperatureScale _scale = scale ?? TemperatureScale.Celsius;

    public RuleText Rule(AlertRule rule, AlertSeverity severity) => RuleText.Of(rule, severity);

    public string Duration(long milliseconds) => Figures.Duration(milliseconds);

    public string Value(double value, string unit) => Shown(value, unit, isDifference: false);

    public string Measured(AlertRule rule, AlertSeverity severity, double? value) => Figures.Measured(
        rule, severity, value, isOver: false, (known, unit) => Shown(known, unit, rule.Kind == RuleKind.FastChange));

    private string Shown(double value, string unit, bool isDifference)
    {
        var shown = _scale.Of(value, unit, isDifference);
        return Figures.Value(shown.Value, shown.Unit);
    }
}
