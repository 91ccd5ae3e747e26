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
        value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture) + (unit.Length == 0 ? string.Empty : " " + unit);

    /// <summary>How long, in the largest units that matter: <c>2 days 3 h</c>.</summary>
    public static string Duration(long milliseconds) => milliseconds switch
    {
        < Minute => "less than a minute",
        < Hour => $"{milliseconds / Minute} min",
        < Day => Two(milliseconds / Hour, "h", milliseconds % Hour / Minute, "min"),
        _ => Two(milliseconds / Day, milliseconds / Day == 1 ? "day" : "days", milliseconds % Day / Hour, "h"),
    };

    /// <summary>What is or was measured, and what should be: <c>soil moisture 12 %, should be at least 15 %</c>.</summary>
    public static string Measured(AlertRule rule, AlertEvent happened)
    {
        var subject = RuleText.Of(rule, happened.Severity).Subject;
        var limit = happened.Severity == AlertSeverity.Critical ? rule.Critical ?? rule.Warning : rule.Warning ?? rule.Critical;
        if (rule.Kind == RuleKind.NoData || happened.Value is not { } value) return subject;
        var text = $"{subject} {(rule.Kind == RuleKind.FastChange && value > 0 ? "+" : string.Empty)}{Value(value, rule.Unit)}";
        return rule.Kind switch
        {
            _ when limit is null || happened.Kind == AlertEventKind.Recovered => text,
            RuleKind.High => $"{text}, should be at most {Value(limit.Value, rule.Unit)}",
            RuleKind.Low or RuleKind.LowLight or RuleKind.LowBattery or RuleKind.WeakSignal => $"{text}, should be at least {Value(limit.Value, rule.Unit)}",
            _ => text,
        };
    }

    private static string Two(long large, string unit, long small, string smallUnit) => small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";
}
