using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary>One value of one metric.</summary>
/// <param name="Time">Unix milliseconds UTC.</param>
/// <param name="Value">In the metric's unit.</param>
internal readonly record struct Sample(long Time, double Value)
{
    /// <summary>
    /// What can be trusted of a metric, each time once, oldest first: readings from a device's buffer come late.
    /// </summary>
    public static Sample[] Of(IReadOnlyCollection<Reading> readings, Metric metric)
    {
        var samples = new List<Sample>(readings.Count);
        foreach (var reading in readings)
        {
            if (IsOfTornPair(reading, metric)) continue;
            if (reading.Qualities[metric] == Quality.Ok) samples.Add(new Sample(reading.Time, reading.Values[metric]));
        }

        return Ordered(samples);
    }

    /// <summary>
    /// How long after a value another one can be expected at the latest, as they came lately, in milliseconds; one
    /// may be missed.
    /// </summary>
    public static long Patience(ReadOnlySpan<Sample> samples)
    {
        const int Latest = 24;
        var gaps = new List<double>();
        for (var i = Math.Max(1, samples.Length - Latest); i < samples.Length; i++)
            gaps.Add(samples[i].Time - samples[i - 1].Time);
        return gaps.Count == 0 ? 0 : (long)(Median.Of(gaps) * 9 / 4);
    }

    private static bool IsOfTornPair(in Reading reading, Metric metric) =>
        metric is Metric.Temperature or Metric.Humidity && AirPair.IsTorn(reading.Values);

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

        return sorted
            ? [.. ordered]
            : [.. ordered.OrderBy(sample => sample.Time).ThenBy(sample => sample.Value).DistinctBy(sample => sample.Time)];
    }
}
