using System.Runtime.CompilerServices;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>A device's readings of one period, rolled up.</summary>
/// <param name="Start">When the period starts, Unix milliseconds UTC.</param>
/// <param name="Metrics">One rollup a metric.</param>
internal readonly record struct Rollup(long Start, MetricRollups Metrics)
{
    public Rollup Plus(in Rollup other)
    {
        var metrics = Metrics;
        for (var i = 0; i < Contracts.Telemetry.Metrics.Count; i++) metrics[i] = metrics[i].Plus(other.Metrics[i]);
        return this with { Metrics = metrics };
    }
}

/// <summary>One <see cref="MetricRollup"/> a metric.</summary>
[InlineArray(Contracts.Telemetry.Metrics.Count)]
internal struct MetricRollups : IEquatable<MetricRollups>
{
    private MetricRollup _first;

    public static MetricRollups None
    {
        get
        {
            MetricRollups rollups = default;
            rollups[..].Fill(MetricRollup.None);
            return rollups;
        }
    }

    public readonly MetricRollup this[Metric metric] => this[(int)metric];

    public readonly bool Equals(MetricRollups other) => this[..].SequenceEqual(other[..]);

    public override readonly bool Equals(object? obj) => obj is MetricRollups other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ref readonly var rollup in this[..]) hash.Add(rollup);
        return hash.ToHashCode();
    }
}
