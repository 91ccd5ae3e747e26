using System.Buffers;
using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Refused readings as messages set aside: batches of the wire contract, which can be read again.</summary>
internal static class RefusedReadings
{
    /// <summary>So many always fit into <see cref="SetAsideMessage.MaxHead"/>.</summary>
    private const int MaxReadings = 8;

    /// <param name="message">The message that holds them; one that was set aside before is kept without its text.</param>
    /// <param name="refused">Those of its readings that are refused.</param>
    /// <param name="reason">Why, in the store's words.</param>
    /// <param name="now">The time, Unix milliseconds UTC.</param>
    public static List<SetAsideMessage> SetAside(InboundMessage message, List<DeviceReadings> refused, string reason, long now)
    {
        var topic = message.DeviceId is { } id ? DeviceTopic.Format(id, TopicKind.Telemetry) : "import";
        var setAside = new List<SetAsideMessage>();
        if (message.SetAside is { } unread) setAside.Add(unread with { Topic = topic, Detail = reason, Payload = [] });
        foreach (var (stream, readings) in refused)
        {
            var (device, channel) = (stream.Device, stream.SoilChannel);
            var batches = readings.GroupBy(reading => reading.Boot).SelectMany(boot => boot.Chunk(MaxReadings));
            setAside.AddRange(batches.Select(batch =>
                new SetAsideMessage(device, now, topic, ErrorCodes.Refused, reason, Batch(batch, channel))));
        }

        return setAside;
    }

    private static byte[] Batch(Reading[] readings, int channel)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (readings[0].Boot >= 0) json.WriteNumber(TelemetryMessage.Boot, readings[0].Boot);
        json.WriteStartArray(TelemetryMessage.Readings);
        foreach (var reading in readings) Write(json, reading, channel);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, in Reading reading, int channel)
    {
        json.WriteStartObject();
        if (reading.Sequence >= 0) json.WriteNumber(TelemetryMessage.Sequence, reading.Sequence);
        json.WriteNumber(TelemetryMessage.Timestamp, reading.Time);
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (double.IsFinite(reading.Values[metric]))
                json.WriteNumber(SoilChannels.Name(metric, channel), reading.Values[metric]);
        }

        json.WriteStartObject(TelemetryMessage.QualityFlags);
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            var quality = reading.Qualities[metric];
            if (quality != Quality.Ok) json.WriteString(SoilChannels.Name(metric, channel), Qualities.Name(quality));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
