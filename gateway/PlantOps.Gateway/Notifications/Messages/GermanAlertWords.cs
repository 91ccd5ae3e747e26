using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>German.</summary>
/// <param name="scale">How temperatures are shown.</param>
internal sealed class GermanAlertWords(TemperatureScale? scale = null) : IAlertWords
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    private static readonly string Soil = Metrics.Name(Metric.SoilMoisture);
    private static readonly string Temperature = Metrics.Name(Metric.Temperature);
    private static readonly string Humidity = Metrics.Name(Metric.Humidity);
    private static readonly string Light = Metrics.Name(Metric.LightLevel);

    private readonly TemperatureScale _scale = scale ?? TemperatureScale.Celsius;

    public RuleText Rule(AlertRule rule, AlertSeverity severity)
    {
        var critical = severity == AlertSeverity.Critical;
        return rule.Kind switch
        {
            RuleKind.Low or RuleKind.High => OfThreshold(rule, critical),
            RuleKind.FastChange when rule.Metric == Soil => new(
                "verliert schnell Wasser", "verlieren schnell Wasser", "Bodenfeuchte in einer Stunde",
                "Sieh nach, ob der Topf leckt oder der Fühler herausgerutscht ist."),
            RuleKind.FastChange => new(
                "hat einen Temperatursprung", "haben einen Temperatursprung", "Temperatur in einer Stunde",
                "Sieh nach, ob ein Fenster offen oder eine Heizung an ist."),
            RuleKind.LowLight => new(
                "bekommt zu wenig Licht", "bekommen zu wenig Licht", "Licht am Tag",
                "Stell sie näher ans Fenster oder gib ihr eine Lampe."),
            RuleKind.HighLight => new(
                "bekommt insgesamt zu viel Licht", "bekommen insgesamt zu viel Licht", "Licht am Tag",
                "Stell sie weiter weg vom Fenster oder schattiere sie."),
            RuleKind.NoData when critical => new(
                "hat einen Tag lang nichts gesendet", "haben einen Tag lang nichts gesendet", "ihr Gerät",
                "Niemand sieht nach dieser Pflanze: Prüfe Strom und WLAN ihres Geräts."),
            RuleKind.NoData => new("sendet nichts", "senden nichts", "ihr Gerät", "Prüfe Strom und WLAN ihres Geräts."),
            RuleKind.Implausible => Sensor(rule, "gibt Werte, die nicht sein können"),
            RuleKind.Stuck => Sensor(rule, "bewegt sich nicht mehr"),
            RuleKind.ProbeOut => new(
                "hat einen Bodenfühler, der nicht in der Erde steckt",
                "haben einen Bodenfühler, der nicht in der Erde steckt", "Bodenfeuchte",
                "Steck den Fühler zurück. Steckt er schon in der Erde, ist sie trocken wie Luft."),
            RuleKind.WeakSignal => new(
                "hat schwaches WLAN", "haben schwaches WLAN", "Signal", "Stell das Gerät oder den Zugangspunkt näher heran."),
            RuleKind.LowBattery => new(
                critical ? "hat eine fast leere Batterie" : "hat eine schwache Batterie",
                critical ? "haben eine fast leere Batterie" : "haben eine schwache Batterie",
                "Batterie",
                "Lade oder wechsle die Batterie ihres Geräts."),
            _ => new(
                "hat Messwerte verloren", "haben Messwerte verloren", "verlorene Messwerte",
                "Ihr Gerät war länger weg, als sein Speicher reicht; prüfe sein WLAN."),
        };
    }

    public string Duration(long milliseconds) => milliseconds switch
    {
        < Minute => "weniger als einer Minute",
        < Hour => $"{milliseconds / Minute} min",
        < Day => Two(milliseconds / Hour, "h", milliseconds % Hour / Minute, "min"),
        _ => Two(milliseconds / Day, milliseconds / Day == 1 ? "Tag" : "Tagen", milliseconds % Day / Hour, "h"),
    };

    public string Value(double value, string unit) => Shown(value, unit, isDifference: false);

    public string Measured(AlertRule rule, AlertSeverity severity, double? value)
    {
        var subject = Rule(rule, severity).Subject;
        if (rule.Kind == RuleKind.NoData || value is not { } known) return subject;
        var text = $"{subject} {(rule.Kind == RuleKind.FastChange && known > 0 ? "+" : string.Empty)}{Say(known)}";
        return Figures.LimitOf(rule, severity) is not { } limit ? text : rule.Kind switch
        {
            RuleKind.High or RuleKind.HighLight => $"{text}, soll höchstens {Say(limit)} sein",
            RuleKind.Low or RuleKind.LowLight or RuleKind.LowBattery or RuleKind.WeakSignal =>
                $"{text}, soll mindestens {Say(limit)} sein",
            _ => text,
        };
    
        string Say(double shown) => Shown(shown, rule.Unit, rule.Kind == RuleKind.FastChange);
    }

    private string Shown(double measured, string measuredIn, bool isDifference)
    {
        var (value, unit) = _scale.Of(measured, measuredIn, isDifference);
        return value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", Numbers) + (unit.Length == 0 ? string.Empty : " " + unit);
    }

    private static RuleText OfThreshold(AlertRule rule, bool critical)
    {
        var low = rule.Kind == RuleKind.Low;
        var much = critical ? "viel zu" : "zu";
        if (rule.Metric == Soil)
        {
            return low
                ? new(
                    critical ? "vertrocknet" : "ist trocken", critical ? "vertrocknen" : "sind trocken", "Bodenfeuchte",
                    critical ? "Gieße sie jetzt." : "Gieße sie.")
                : new($"ist {much} nass", $"sind {much} nass", "Bodenfeuchte", "Lass sie trocknen und leere den Untersetzer.");
        }

        if (rule.Metric == Temperature)
        {
            return low
                ? new($"hat es {much} kalt", $"haben es {much} kalt", "Temperatur", "Stell sie an einen wärmeren Platz.")
                : new($"hat es {much} heiß", $"haben es {much} heiß", "Temperatur", "Stell sie kühler oder schattiere sie.");
        }

        if (rule.Metric == Humidity)
        {
            return low
                ? new(
                    $"hat {much} trockene Luft", $"haben {much} trockene Luft", "Luftfeuchte",
                    "Stell einen Luftbefeuchter oder eine Schale mit nassen Kieseln daneben.")
                : new($"hat {much} feuchte Luft", $"haben {much} feuchte Luft", "Luftfeuchte", "Lüfte.");
        }

        if (rule.Metric == Light)
        {
            return low
                ? new("steht im Dunkeln", "stehen im Dunkeln", "Licht", "Gib ihr mehr Licht.")
                : new("bekommt zu viel Licht", "bekommen zu viel Licht", "Licht", "Schattiere sie.");
        }

        var subject = MetricNames.Find(rule.Metric) is { } metric ? Metrics.Subject(metric) : "Wert";
        var amount = $"{much} {(low ? "wenig" : "viel")} {subject}";
        return new($"hat {amount}", $"haben {amount}", subject, $"Sieh nach, warum: {amount}.");
    }

    private static RuleText Sensor(AlertRule rule, string what)
    {
        var subject = rule.Metric switch
        {
            var name when name == Soil => "Bodenfühler",
            var name when name == Light => "Lichtfühler",
            var name when name == Temperature || name == Humidity => "Luftfühler",
            _ => "Fühler",
        };
        var fault = $"einen {subject}, der nicht stimmt: Er {what}";
        return new RuleText($"hat {fault}", $"haben {fault}", subject, "Prüfe den Fühler und sein Kabel.");
    }

    private static string Two(long large, string unit, long small, string smallUnit) =>
        small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";
}
