using System.Runtime.CompilerServices;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// One value a metric, in the metric's unit; NaN where there is none. Equal when every value has the same bits.
/// </summary>
[InlineArray(Metrics.Count)]
internal struct MetricValues : IEquatable<MetricValues>
{
    private double _first;

    public static MetricValues None
    {
        get
        {
            MetricValues values = default;
            values[..].Fill(double.NaN);
            return values;
        }
    }

    public readonly double this[Metric metric] => this[(int)metric];

    public readonly bool Equals(MetricValues other)
    {
        for (var i = 0; i < Metrics.Count; i++)
        {
            if (BitConverter.DoubleToInt64Bits(this[i]) != BitConverter.DoubleToInt64Bits(other[i])) return false;
        }

        return true;
    }

    public override readonly bool Equals(object? obj) => obj is MetricValues other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in this) hash.Add(value);
        return hash.ToHashCode();
    }
}
