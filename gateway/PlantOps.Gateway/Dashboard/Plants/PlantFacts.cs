using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>What a card is made of. Times are Unix milliseconds UTC.</summary>
internal sealed record PlantFacts
{
    public required Plant Plant { get; init; }

    public required PlantStatus Status { get; init; }

    /// <summary>Whether it is made up.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Whether this gateway makes it up, and can end that.</summary>
    public bool IsRunHere { get; init; }

    /// <summary>Those that go on.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public IReadOnlyList<AlertRule> Rules { get; init; } = [];

    /// <summary>The latest reading of the device that watches it.</summary>
    public Reading? Latest { get; init; }

    /// <summary>Soil moisture of the last seven days, evenly spaced; <c>null</c> where nothing was measured.</summary>
    public IReadOnlyList<double?> Week { get; init; } = [];

    /// <summary>Until when what was measured counts as now; <c>null</c> where nothing was.</summary>
    public long? FreshUntil { get; init; }

    /// <summary>When somebody last said that it was watered.</summary>
    public JournalEntry? Watered { get; init; }

    /// <summary>When it will be too dry, as far as that was worked out lately.</summary>
    public DryForecast? Dry { get; init; }

    /// <summary>Its newest picture.</summary>
    public PhotoMark? Photo { get; init; }

    /// <summary>What it is, as its species is called.</summary>
    public KnownSpecies? Species { get; init; }

    /// <summary>When it was last measured.</summary>
    public long? ReadingAt => Math.Max(Status.LastReadingAt, Latest?.Time ?? 0) is > 0 and var at ? at : null;

    /// <summary>How it is at a time: what is too old is unknown, whoever looked before.</summary>
    public PlantCondition ConditionAt(long now) =>
        FreshUntil is { } until && now <= until ? Status.Condition : PlantCondition.Unknown;

    /// <summary>A value that can be trusted; <c>null</c> where there is none.</summary>
    public double? Value(Metric metric) =>
        Latest is { } reading && reading.Qualities[metric] == Quality.Ok && double.IsFinite(reading.Values[metric])
        ? reading.Values[metric]
        : null;

    /// <summary>Where a metric should be, by the plant's own rules.</summary>
    public (double? Low, double? High) Wanted(Metric metric)
    {
        var name = Metrics.Name(metric);
        return (Limit(RuleKind.Low), Limit(RuleKind.High));

        double? Limit(RuleKind kind) => Rules.FirstOrDefault(rule => rule.Kind == kind && rule.Metric == name)?.Warning;
    }

    /// <summary>
    /// A rule whose limit is passed now, whether or not that has lasted long enough for an alert; <c>null</c> where none is.
    /// Light and humidity are left out: they are a matter of days; and so is what a soil probe shows in the air.
    /// </summary>
    public (AlertRule Rule, AlertSeverity Severity)? Beyond()
    {
        foreach (var rule in Rules)
        {
            if (MetricNames.Find(rule.Metric) is not { } metric || rule.IsSeasonal || Value(metric) is not { } value) continue;
            if (metric == Metric.SoilMoisture && IsProbeOut(value)) continue;
            if (IsBeyond(rule, rule.Critical, value)) return (rule, AlertSeverity.Critical);
            if (IsBeyond(rule, rule.Warning, value)) return (rule, AlertSeverity.Warning);
        }

        return null;
    }

    private bool IsProbeOut(double moisture) => Rules.Any(rule => rule.Kind == RuleKind.ProbeOut && moisture <= rule.Warning);

    private static bool IsBeyond(AlertRule rule, double? limit, double value) =>
        (rule.Kind == RuleKind.Low && value < limit) || (rule.Kind == RuleKind.High && value > limit);
}
