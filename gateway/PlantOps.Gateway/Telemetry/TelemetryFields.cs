using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>A telemetry message's fields, gathered in whatever order they came.</summary>
internal sealed class TelemetryFields
{
    public long Boot = Reading.NoIdentity;

    public bool IsBatch { get; set; }

    public List<RawReading> Readings { get; } = new(1);

    /// <summary>The readings with their times resolved against the message's arrival and impossible values flagged.</summary>
    public ParsedTelemetry Resolve(long arrival)
    {
        var clock = new ReadingClock(arrival, Readings);
        var resolved = new Reading[Readings.Count];
        for (var i = 0; i < resolved.Length; i++)
        {
            var raw = Readings[i];
            var (time, origin) = clock.Resolve(raw.Timestamp, raw.Age);
            resolved[i] = new Reading(time, Boot, raw.Sequence, raw.Values, Judge(raw), origin);
        }

        return new ParsedTelemetry(resolved, null);
    }

    private static MetricQualities Judge(in RawReading raw)
    {
        var qualities = raw.Qualities;
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            var value = raw.Values[metric];
            if (!double.IsNaN(value) && qualities[metric] == Quality.Ok && !Metrics.IsPlausible(metric, value))
            {
                qualities = qualities.With(metric, Quality.Implausible);
            }
        }

        return qualities;
    }
}
