using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary>One value of one metric.</summary>
/// <param name="Time">Unix milliseconds UTC.</param>
/// <param name="Value">In the metric's unit.</param>
internal readonly record struct Sample(long Time, double Value)
{
    /// <summary>What can be trusted of a metric, each time once, oldest first: readings from a device's buffer come late.</summary>
    public static Sample[] Of(IEnumerable<Reading> readings, Metric metric) => Ordered(readings
        .Where(reading => reading.Qualities[metric] == Quality.Ok)
        .Select(reading => new Sample(reading.Time, reading.Values[metric])));

    public static Sample[] Ordered(IEnumerable<Sample> samples) =>
        [.. samples.Where(sample => double.IsFinite(sample.Value)).OrderBy(sample => sample.Time).ThenBy(sample => sample.Value).DistinctBy(sample => sample.Time)];
}
