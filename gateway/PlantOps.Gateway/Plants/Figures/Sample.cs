using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary>One value of one metric.</summary>
/// <param name="Time">Unix milliseconds UTC.</param>
/// <param name="Value">In the metric's unit.</param>
internal readonly record struct Sample(long Time, double Value)
{
    /// <summary>What can be trusted of a metric, each time once, oldest first: readings from a device's buffer come late.</summary>
    public static Sample[] Of(IReadOnlyCollection<Reading> readings, Metric metric)
    {
        var samples = new List<Sample>(readings.Count);
        foreach (var reading in readings)
        {
            if (reading.Qualities[metric] == Quality.Ok) samples.Add(new Sample(reading.Time, reading.Values[metric]));
        }

        return Ordered(samples);
    }

    // Nearly always in order already: a month by the minute is not sorted to find that out.
    public static Sample[] Ordered(IEnumerable<Sample> samples)
    {
        var ordered = new List<Sample>();
        var sorted = true;
        foreach (var sample in samples)
        {
            if (!double.IsFinite(sample.Value)) continue;
            sorted &= ordered.Count == 0 || ordered[^1].Time < sample.Time;
            ordered.Add(sample);
        }

        return sorted ? [.. ordered] : [.. ordered.OrderBy(sample => sample.Time).ThenBy(sample => sample.Value).DistinctBy(sample => sample.Time)];
    }
}
