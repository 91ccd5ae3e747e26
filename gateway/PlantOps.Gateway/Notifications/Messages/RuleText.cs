using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>How a rule is said.</summary>
/// <param name="One">Of a plant: <c>is dry</c>.</param>
/// <param name="Many">Of several: <c>are dry</c>.</param>
/// <param name="Subject">What it is about: <c>soil moisture</c>.</param>
/// <param name="Advice">What to do.</param>
internal sealed record RuleText(string One, string Many, string Subject, string Advice)
{
    private static readonly string Soil = Metrics.Name(Metric.SoilMoisture);
    private static readonly string Temperature = Metrics.Name(Metric.Temperature);
    private static readonly string Humidity = Metrics.Name(Metric.Humidity);
    private static readonly string Light = Metrics.Name(Metric.LightLevel);

    public static RuleText Of(AlertRule rule, AlertSeverity severity)
    {
        var critical = severity == AlertSeverity.Critical;
        return rule.Kind switch
        {
            RuleKind.Low or RuleKind.High => OfThreshold(rule, critical),
            RuleKind.FastChange when rule.Metric == Soil => new(
                "is losing water fast", "are losing water fast", "soil moisture within an hour",
                "Look whether the pot leaks or the probe has come out."),
            RuleKind.FastChange => new(
                "has a sudden change of temperature", "have a sudden change of temperature", "temperature within an hour",
                "Look for an open window or a heater."),
            RuleKind.LowLight => new(
                "gets too little light", "get too little light", "light a day", "Move it nearer to a window, or give it a lamp."),
            RuleKind.HighLight => new(
                "gets too much light in all", "get too much light in all",
                "light a day", "Move it away from the window, or shade it."),
            RuleKind.NoData when critical => new(
                "has sent nothing for a day", "have sent nothing for a day", "its device",
                "Nobody watches this plant: check power and Wi-Fi of its device."),
            RuleKind.NoData => new(
                "sends nothing", "send nothing", "its device", "Check power and Wi-Fi of its device."),
            RuleKind.Implausible => Sensor(rule, "gives values that cannot be", "Check the sensor and its cable."),
            RuleKind.Stuck => Sensor(rule, "does not move any more", "Check the sensor and its cable."),
            RuleKind.ProbeOut => new(
                "has a soil probe that is out of the soil", "have a soil probe that is out of the soil", "soil moisture",
                "Put the probe back. If it is in the soil, that is as dry as air."),
            RuleKind.WeakSignal => new(
                "has weak Wi-Fi", "have weak Wi-Fi", "signal", "Move the device or the access point nearer."),
            RuleKind.LowBattery => new(
                critical ? "has an almost empty battery" : "has a low battery",
                critical ? "have an almost empty battery" : "have a low battery",
                "battery",
                "Charge or change the battery of its device."),
            _ => new("has lost readings", "have lost readings", "readings lost",
                "Its device was offline for longer than its memory lasts; check its Wi-Fi."),
        };
    }

    private static RuleText OfThreshold(AlertRule rule, bool critical)
    {
        var low = rule.Kind == RuleKind.Low;
        var much = critical ? "far too" : "too";
        if (rule.Metric == Soil)
        {
            return low
                ? new(critical ? "is drying out" : "is dry", critical ? "are drying out" : "are dry", "soil moisture",
                    critical ? "Water it now." : "Water it.")
                : new($"is {much} wet", $"are {much} wet", "soil moisture", "Let it dry, and empty its saucer.");
        }

        if (rule.Metric == Temperature)
        {
            return low
                ? new($"is {much} cold", $"are {much} cold", "temperature", "Move it to a warmer place.")
                : new($"is {much} hot", $"are {much} hot", "temperature", "Move it to a cooler place, or shade it.");
        }

        if (rule.Metric == Humidity)
        {
            return low
                ? new($"has {much} dry air", $"have {much} dry air", "air humidity",
                    "Put a humidifier or a tray of wet pebbles beside it.")
                : new($"has {much} damp air", $"have {much} damp air", "air humidity", "Let some air in.");
        }

        if (rule.Metric == Light)
        {
            return low
                ? new("is in the dark", "are in the dark", "light", "Give it more light.")
                : new("gets too much light", "get too much light", "light", "Shade it.");
        }

        var subject = SubjectOf(rule);
        var amount = $"{much} {(low ? "little" : "much")} {subject}";
        return new($"has {amount}", $"have {amount}", subject, $"Look why it has {amount}.");
    }

    private static RuleText Sensor(AlertRule rule, string what, string advice)
    {
        var subject = MetricNames.Find(rule.Metric) is { } metric ? $"{Metrics.Sensor(metric)} sensor" : "sensor";
        return new RuleText($"has a {subject} that {what}", $"have a {subject} that {what}", subject, advice);
    }

    private static string SubjectOf(AlertRule rule) =>
        MetricNames.Find(rule.Metric) is { } metric ? Metrics.Subject(metric) : "value";
}
