using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>
/// The rules of a plant: what its species needs and what holds for every device, with what its owner changed. docs/alerts.md
/// says why each default is what it is.
/// </summary>
internal static class RuleBook
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long Season = 180 * Day;
    private const long Year = 365 * Day;

    private static readonly string Soil = Metrics.Name(Metric.SoilMoisture);
    private static readonly string Temperature = Metrics.Name(Metric.Temperature);
    private static readonly string Humidity = Metrics.Name(Metric.Humidity);
    private static readonly string Light = Metrics.Name(Metric.LightLevel);

    // Those whose sensors are watched, and of these the ones of which no species says anything.
    private static readonly Metric[] Watched = [.. MetricNames.Metrics.Where(metric => Metrics.Sensor(metric).Length > 0)];
    private static readonly Metric[] Others =
        [.. Watched.Except([Metric.SoilMoisture, Metric.Temperature, Metric.Humidity, Metric.LightLevel])];

    private static readonly Timing SoilTiming = new(30 * Minute, 10 * Minute, 12 * Hour);
    private static readonly Timing TemperatureTiming = new(15 * Minute, 30 * Minute, 6 * Hour);
    private static readonly Timing FrostTiming = TemperatureTiming with { RecoveryDwell = Day };
    private static readonly Timing HumidityTiming = new(Day, Hour, Season);
    private static readonly Timing LightTiming = new(2 * Hour, Hour, Season);
    private static readonly Timing OtherTiming = new(2 * Hour, Hour, Day);

    private static readonly AlertRule[] EveryDevice =
    [
        new AlertRule("no_data", RuleKind.NoData, null) { Critical = 24 * 60 * 60, Dwell = 10 * Minute, Cooldown = 6 * Hour },
        Change(Soil, 25),
        new AlertRule("soil_moisture.out", RuleKind.ProbeOut, Soil)
        {
            Warning = SoilProbe.Air, Hysteresis = 2, Dwell = 30 * Minute, RecoveryDwell = 10 * Minute, Cooldown = Day,
        },
        .. Sensors(RuleKind.Implausible, "implausible", 15 * Minute),
        .. Sensors(RuleKind.Stuck, "stuck", Day),
        new AlertRule("signal.weak", RuleKind.WeakSignal, null)
        {
            Warning = -85, Hysteresis = 3, Dwell = Hour, RecoveryDwell = 6 * Hour, Cooldown = 7 * Day,
        },
        new AlertRule("battery.low", RuleKind.LowBattery, null)
        {
            Warning = 20, Critical = 10, Hysteresis = 5, Dwell = 30 * Minute, RecoveryDwell = Hour, Cooldown = 7 * Day,
        },
        new AlertRule("readings.lost", RuleKind.LostReadings, null) { Warning = 0, RecoveryDwell = Day, Cooldown = Day },
    ];

    /// <summary>Every rule that there can be, for whoever wants to change one.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Measured(new PlantRanges()).Concat(EveryDevice).Select(rule => rule.Id)];

    /// <summary>Those that are watched.</summary>
    public static IReadOnlyList<AlertRule> Of(PlantRanges ranges, IReadOnlyDictionary<string, RuleChange> changes) =>
        [.. All(ranges, changes).Where(rule => changes.GetValueOrDefault(rule.Id)?.Enabled != false && HasThreshold(rule))];

    /// <summary>Those too that are turned off or have no threshold.</summary>
    public static IEnumerable<AlertRule> All(PlantRanges ranges, IReadOnlyDictionary<string, RuleChange> changes) =>
        Measured(ranges).Concat(EveryDevice)
            .Select(rule => changes.TryGetValue(rule.Id, out var change) ? rule.With(change) : rule);

    /// <summary>Whether its thresholds are what a species needs.</summary>
    public static bool IsOfSpecies(AlertRule rule) =>
        rule.Kind is RuleKind.Low or RuleKind.High or RuleKind.LowLight or RuleKind.HighLight
        && !Others.Any(metric => Metrics.Name(metric) == rule.Metric);

    public static bool HasThreshold(AlertRule rule) =>
        rule.Kind is RuleKind.NoData or RuleKind.Implausible or RuleKind.Stuck || rule.Warning is not null
            || rule.Critical is not null;

    private static IEnumerable<AlertRule> Measured(PlantRanges ranges)
    {
        yield return Low(Soil, ranges.Soil, 3, SoilTiming) with { Rest = ranges.Rest };
        yield return High(Soil, ranges.Soil, 3, SoilTiming with { Dwell = Day });
        var temperature = ranges.IsOutdoor ? Outdoors(ranges.Temperature) : ranges.Temperature;
        yield return Low(Temperature, temperature, 1, ranges.IsOutdoor ? FrostTiming : TemperatureTiming);
        yield return High(Temperature, temperature, 1, TemperatureTiming);
        yield return Change(Temperature, ranges.IsOutdoor ? null : 10);
        yield return Low(Humidity, ranges.Humidity, 4, HumidityTiming);
        yield return High(Humidity, ranges.Humidity, 4, HumidityTiming);
        yield return High(Light, new MetricRange(null, ranges.MostLight), (ranges.MostLight ?? 0) / 10, LightTiming);
        yield return new AlertRule("light.low", RuleKind.LowLight, Light)
        {
            Warning = ranges.LeastDailyLight, Hysteresis = 0.1, Dwell = 7 * Day, Cooldown = ranges.IsOutdoor ? Year : Season,
        };
        yield return new AlertRule("light.high", RuleKind.HighLight, Light)
        {
            Warning = ranges.IsOutdoor ? null : ranges.MostDailyLight, Hysteresis = 0.1, Dwell = 3 * Day, Cooldown = Season,
        };
        foreach (var metric in Others)
        {
            var hysteresis = (Metrics.Max(metric) - Metrics.Min(metric)) / 100;
            yield return Low(Metrics.Name(metric), null, hysteresis, OtherTiming);
            yield return High(Metrics.Name(metric), null, hysteresis, OtherTiming);
        }
    }

    private static AlertRule Low(string metric, MetricRange? range, double hysteresis, Timing timing) =>
        timing.On(
            new AlertRule($"{metric}.low", RuleKind.Low,
                metric) { Warning = range?.Low, Critical = range?.CriticalLow, Hysteresis = hysteresis });

    private static AlertRule High(string metric, MetricRange? range, double hysteresis, Timing timing) =>
        timing.On(
            new AlertRule($"{metric}.high", RuleKind.High,
                metric) { Warning = range?.High, Critical = range?.CriticalHigh, Hysteresis = hysteresis });

    // Nights and noons of the weather are nothing to be told of; frost and heat that harm are.
    private static MetricRange? Outdoors(MetricRange? range) =>
        range is null ? null : new MetricRange(null, range.CriticalHigh ?? range.High)
        {
            CriticalLow = range.CriticalLow ?? range.Low
        };

    private static AlertRule Change(string metric, double? most) => new($"{metric}.change", RuleKind.FastChange, metric)
    {
        Warning = most, Dwell = 5 * Minute, RecoveryDwell = Hour, Cooldown = Day,
    };

    private static IEnumerable<AlertRule> Sensors(RuleKind kind, string name, long dwell) =>
        Watched.Select(Metrics.Name).Select(metric => new AlertRule($"{metric}.{name}", kind, metric)
        {
            Dwell = dwell, RecoveryDwell = 15 * Minute, Cooldown = Day,
        });

    private readonly record struct Timing(long Dwell, long RecoveryDwell, long Cooldown)
    {
        public AlertRule On(AlertRule rule) => rule with { Dwell = Dwell, RecoveryDwell = RecoveryDwell, Cooldown = Cooldown };
    }
}
