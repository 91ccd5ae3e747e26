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

    /// <summary>The metric was not in a reading: another sensor's, unless it is longer silent than it ever is.</summary>
    public virtual void Miss(in Measurement missed, List<Outcome> outcomes)
    {
    }

    /// <summary>Takes a value of before anybody watched; by time.</summary>
    public virtual void Learn(long time, double value)
    {
    }

    /// <summary>For how long what it found is known, in milliseconds.</summary>
    /// <param name="patience">For how long a value of its metric is about now.</param>
    public virtual long KnownFor(long patience) => long.MaxValue;
}

/// <summary>What a reading has of one metric.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Value">In the metric's unit; NaN where there is none.</param>
/// <param name="Quality">How far it can be trusted.</param>
/// <param name="Fresh">Whether it is about now; of the past nothing is said.</param>
internal readonly record struct Measurement(long Time, double Value, Quality Quality, bool Fresh)
{
    /// <summary>For how long a value of this metric is about now, in milliseconds.</summary>
    public long Patience { get; init; }

    /// <summary>What the probe is in, where it is about soil.</summary>
    public SoilState Soil { get; init; }

    /// <summary>Whether the probe's fall out of the soil was seen.</summary>
    public bool FallWasSeen { get; init; }

    /// <summary>Whether it can be judged.</summary>
    public bool IsGood => Quality == Quality.Ok && !double.IsNaN(Value);

    /// <summary>Whether the reading says nothing of it, good or bad.</summary>
    public bool IsAbsent => Quality == Quality.Ok && double.IsNaN(Value);
}
