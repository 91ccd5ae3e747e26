using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>A year beside what the gateway said of it.</summary>
/// <param name="Year">What was so.</param>
/// <param name="Alerts">What was raised, by the plant's name.</param>
/// <param name="Told">What people heard, by time.</param>
internal sealed record JudgedYear(
    HouseholdYear Year, IReadOnlyDictionary<string, IReadOnlyList<Alert>> Alerts, IReadOnlyList<Told> Told)
{
    private const long Around = 2 * YearCalendar.Hour;

    // What sensors may be wrong by, and what a plant would not notice.
    private static readonly Dictionary<Metric, double> Tolerance = new()
    {
        [Metric.Temperature] = 1.5, [Metric.Humidity] = 5, [Metric.SoilMoisture] = 4, [Metric.LightLevel] = 3000,
    };

    public IEnumerable<FoundProblem> Problems =>
        Year.Problems.Select(problem => new FoundProblem(problem, Find(problem)?.Event.At));

    /// <summary>Critical ones told while the truth was nowhere near.</summary>
    public IEnumerable<Told> FalseCriticals =>
        Told.Where(one => one.Event is { Kind: not AlertEventKind.Recovered, Severity: AlertSeverity.Critical } && !IsTrue(one));

    /// <summary>What its figures tell of when a plant was watered, beside when it was.</summary>
    public static WateringScore Waterings(PlantYear year)
    {
        var found = WateringDetector.Find(Sample.Of(year.Readings, Metric.SoilMoisture)).Select(one => one.Time).ToList();
        var certain = year.Waterings.Where(one => one.IsCertain).ToList();
        var seen = certain.Count(one => found.Exists(time => IsOf(one, time)));
        var madeUp = found.Count(time => !year.Waterings.Any(one => IsOf(one, time)));
        return new WateringScore(certain.Count, seen, madeUp);
    }

    private static bool IsOf(TrueWatering watering, long time) => time >= watering.SeenFrom - Around && time <= watering.SeenTo;

    // An alert that is open when it begins has told it ahead.
    private Told? Find(PlantedProblem problem) => Told.FirstOrDefault(one =>
        one.Event.Kind != AlertEventKind.Recovered
        && (problem.Plant is null || problem.Plant == one.Plant)
        && problem.IsToldBy(one.Alert.Rule.Id)
        && (!problem.IsCritical || one.Event.Severity == AlertSeverity.Critical)
        && one.Event.At <= problem.From + problem.Within
        && !(Final(one).RecoveredAt < problem.From));

    private Alert Final(Told told) => Alerts[told.Plant].First(alert => alert.Id == told.Alert.Id);

    private bool IsTrue(Told told)
    {
        var rule = told.Alert.Rule;
        var year = Year.Plants.First(one => one.Plant.Name == told.Plant);
        if (rule.Kind == RuleKind.NoData) return Year.IsDead(told.Plant, told.Event.At - YearCalendar.Minute);
        if (rule.Kind is not (RuleKind.Low or RuleKind.High) || rule.Critical is not { } critical) return false;
        if (MetricNames.Find(rule.Metric) is not { } metric) return false;
        var truths = TruthOf(year, metric);
        var (from, to) = (YearCalendar.StepOf(told.Event.At - Around), YearCalendar.StepOf(told.Event.At));
        var sign = rule.Kind == RuleKind.Low ? 1 : -1;
        for (var step = from; step <= to; step++)
        {
            if (sign * truths[step] < (sign * critical) + Tolerance[metric]) return true;
        }

        return false;
    }

    private static double[] TruthOf(PlantYear year, Metric metric) => metric switch
    {
        Metric.Temperature => year.Air.Temperature,
        Metric.Humidity => year.Air.Humidity,
        Metric.SoilMoisture => year.Soil,
        _ => year.Air.Light,
    };
}

/// <param name="Problem">What was planted.</param>
/// <param name="ToldAt">When it was told in time; <see langword="null"/> where it was not.</param>
internal sealed record FoundProblem(PlantedProblem Problem, long? ToldAt);

/// <param name="True">Waterings that a probe can have seen.</param>
/// <param name="Seen">Of these, those that were found.</param>
/// <param name="MadeUp">Found while nothing was watered.</param>
internal readonly record struct WateringScore(int True, int Seen, int MadeUp)
{
    public double Precision => Seen + MadeUp == 0 ? 1 : (double)Seen / (Seen + MadeUp);

    public double Recall => True == 0 ? 1 : (double)Seen / True;

    public static WateringScore operator +(WateringScore one, WateringScore other) =>
        new(one.True + other.True, one.Seen + other.Seen, one.MadeUp + other.MadeUp);
}
