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
        List<ChannelReadings>? further = null;
        for (var i = 0; i < resolved.Length; i++)
        {
            resolved[i] = Resolve(Readings[i], clock);
            if (Readings[i].Soil is not null) further ??= Further(clock);
        }

        return new ParsedTelemetry(resolved, further ?? [], null);
    }

    private List<ChannelReadings> Further(ReadingClock clock)
    {
        var further = new List<ChannelReadings>();
        for (var channel = SoilChannels.First + 1; channel <= SoilChannels.Most; channel++)
        {
            var found = Readings.Where(raw => raw.Soil?.Has(channel) == true).Select(raw => Resolve(raw.Soil!.Of(channel, raw), clock)).ToArray();
            if (found.Length > 0) further.Add(new ChannelReadings(channel, found));
        }

        return further;
    }

    private Reading Resolve(in RawReading raw, ReadingClock clock)
    {
        var (time, origin) = clock.Resolve(raw.Timestamp, raw.Age);
        return new Reading(time, Boot, raw.Sequence, raw.Values, Judge(raw), origin);
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
