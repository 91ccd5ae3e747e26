using System.Buffers;
using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads a telemetry payload of wire contract version 1: a batch, or a flat object with the metrics themselves.
/// Pure: bytes and the time of arrival in, readings or the reason why not out.
/// </summary>
internal static class TelemetryParser
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };
    private static readonly string NoMetric = $"The object has none of the metrics {string.Join(", ", MetricNames.All)}.";

    public static ParsedTelemetry Parse(ReadOnlySequence<byte> payload, long arrival)
    {
        var json = new Utf8JsonReader(payload, Strict);
        var message = new TelemetryFields();
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return ParsedTelemetry.Unreadable("The payload is not a JSON object.");
            }

            if (ReadMessage(ref json, message) is { } error) return ParsedTelemetry.Unreadable(error);

            // Reading past the end finds what follows the object.
            while (json.Read()) { }
        }
        catch (JsonException exception)
        {
            return ParsedTelemetry.Unreadable($"Not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }

        return message.Resolve(arrival);
    }

    private static string? ReadMessage(ref Utf8JsonReader json, TelemetryFields message)
    {
        var flat = RawReading.Empty;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string? error;
            if (json.Is(TelemetryMessage.Boot))
            {
                error = TelemetryFieldReader.Identity(ref json, TelemetryMessage.Boot, out message.Boot);
            }
            else if (json.Is(TelemetryMessage.Readings))
            {
                error = ReadBatch(ref json, message);
            }
            else
            {
                error = TelemetryFieldReader.Field(ref json, ref flat);
            }

            if (error is not null) return error;
        }

        if (message.IsBatch) return null;
        if (!flat.HasMetric) return NoMetric;
        message.Readings.Add(flat);
        return null;
    }

    private static string? ReadBatch(ref Utf8JsonReader json, TelemetryFields message)
    {
        message.IsBatch = true;
        message.Readings.Clear();
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray) return "readings: expected an array.";

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var place = message.Readings.Count;
            if (place == Limits.MaxReadingsPerBatch) return $"readings: more than {Limits.MaxReadingsPerBatch}.";
            if (json.TokenType != JsonTokenType.StartObject) return $"readings[{place}]: expected an object.";
            if (ReadReading(ref json, message) is { } error) return $"readings[{place}].{error}";
        }

        return message.Readings.Count == 0 ? "readings: empty." : null;
    }

    private static string? ReadReading(ref Utf8JsonReader json, TelemetryFields message)
    {
        var reading = RawReading.Empty;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (TelemetryFieldReader.Field(ref json, ref reading) is { } error) return error;
        }

        message.Readings.Add(reading);
        return null;
    }
}

/// <summary>What a payload says: its readings, or why it cannot be read.</summary>
/// <param name="Readings">With the first soil channel, or the only one.</param>
/// <param name="Further">Of each further soil channel that is named, the readings that name it.</param>
/// <param name="Error">What is wrong with it.</param>
internal readonly record struct ParsedTelemetry(Reading[] Readings, IReadOnlyList<ChannelReadings> Further, string? Error)
{
    public static ParsedTelemetry Unreadable(string error) => new([], [], error);
}

/// <summary>Readings of a further soil channel.</summary>
internal readonly record struct ChannelReadings(int Channel, Reading[] Readings);
