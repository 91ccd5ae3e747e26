namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>What one metric's values of a period come to.</summary>
/// <param name="Count">How many values; 0 where there are none, and then the rest is NaN.</param>
/// <param name="Min">The smallest, in the metric's unit.</param>
/// <param name="Max">The largest.</param>
/// <param name="Sum">All of them added up.</param>
internal readonly record struct MetricRollup(int Count, double Min, double Max, double Sum)
{
    public static readonly MetricRollup None = new(0, double.NaN, double.NaN, double.NaN);

    /// <summary>NaN where there are no values.</summary>
    public double Mean => Sum / Count;

    public static MetricRollup Of(double value) => new(1, value, value, value);

    /// <summary>Both together.</summary>
    public MetricRollup Plus(in MetricRollup other)
    {
        if (Count == 0) return other;
        if (other.Count == 0) return this;
        return new MetricRollup(
            Count + other.Count, Math.Min(Min, other.Min), Math.Max(Max, other.Max), DecimalSum.Add(Sum, other.Sum));
    }
}
