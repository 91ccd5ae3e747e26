using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A rule about what is measured of one metric.</summary>
internal abstract class MetricTrack(AlertRule rule, Metric metric) : RuleTrack(rule)
{
    public Metric Metric { get; } = metric;

    /// <param name="measured">Later than all before.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    public abstract void Take(in Measurement measured, List<Outcome> outcomes);
}

/// <summary>What a reading has of one metric.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Value">In the metric's unit; NaN where there is none.</param>
/// <param name="Quality">How far it can be trusted.</param>
/// <param name="Fresh">Whether it is about now; of the past nothing is said.</param>
internal readonly record struct Measurement(long Time, double Value, Quality Quality, bool Fresh)
{
    /// <summary>Whether it can be judged.</summary>
    public bool IsGood => Quality == Quality.Ok && !double.IsNaN(Value);
}
