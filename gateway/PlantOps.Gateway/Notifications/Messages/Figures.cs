using System.Globalization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>Values and times, for people.</summary>
internal static class Figures
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>A value with its unit: <c>12.4 %</c>.</summary>
    public static string Value(double value, string unit) =>
        value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture)
            + (unit.Length == 0 ? string.Empty : " " + unit);

    /// <summary>How long, in the largest units that matter: <c>2 days 3 h</c>.</summary>
    public static string Duration(long milliseconds) => milliseconds switch
    {
        < Minute => "less than a minute",
        < Hour => $"{milliseconds / Minute} min",
        < Day => Two(milliseconds / Hour, "h", milliseconds % Hour / Minute, "min"),
        _ => Two(milliseconds / Day, milliseconds / Day == 1 ? "day" : "days", milliseconds % Day / Hour, "h"),
    };

    /// <summary>What is or was measured, and what should be: <c>soil moisture 12 %, should be at least 15 %</c>.</summary>
    public static string Measured(AlertRule rule, AlertEvent happened) =>
        Measured(rule, happened.Severity, happened.Value, happened.Kind == AlertEventKind.Recovered);

    /// <summary>The same of a value; without what should be where it is over.</summary>
    /// <param name="rule">What it breaks.</param>
    /// <param name="severity">How badly.</param>
    /// <param name="measured">In the rule's unit.</param>
    /// <param name="isOver">It does not any more.</param>
    /// <param name="say">A value with its unit; by default as it is.</param>
    public static string Measured(
        AlertRule rule, AlertSeverity severity, double? measured, bool isOver, Func<double, string, string>? say = null)
    {
        say ??= Value;
        var subject = RuleText.Of(rule, severity).Subject;
        var limit = LimitOf(rule, severity);
        if (rule.Kind == RuleKind.NoData || measured is not { } value) return subject;
        var text = $"{subject} {(rule.Kind == RuleKind.FastChange && value > 0 ? "+" : string.Empty)}{say(value, rule.Unit)}";
        return rule.Kind switch
        {
            _ when limit is null || isOver => text,
            RuleKind.High or RuleKind.HighLight => $"{text}, should be at most {say(limit.Value, rule.Unit)}",
            RuleKind.Low or RuleKind.LowLight or RuleKind.LowBattery or RuleKind.WeakSignal =>
                $"{text}, should be at least {say(limit.Value, rule.Unit)}",
            _ => text,
        };
    }

    /// <summary>The threshold of a severity, in the rule's unit.</summary>
    public static double? LimitOf(AlertRule rule, AlertSeverity severity) =>
        severity == AlertSeverity.Critical ? rule.Critical ?? rule.Warning : rule.Warning ?? rule.Critical;

    private static string Two(long large, string unit, long small, string smallUnit) =>
        small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";
}
