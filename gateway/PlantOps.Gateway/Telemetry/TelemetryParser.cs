using System.Buffers;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads a telemetry payload of wire contract version 1: a batch, or a flat object with the metrics themselves. What other
/// systems send is read as far as it can be: arrays of either, values in an object <c>values</c>, and what is nearly JSON.
/// Pure: bytes and the time of arrival in, readings or the reason why not out.
/// </summary>
internal static class TelemetryParser
{
    /// <summary>What is wrong with a reading that says nothing.</summary>
    public static readonly string NoMetric = $"The object has none of the metrics {string.Join(", ", MetricNames.All)}.";

    /// <summary>
    /// Readings that are taken of one message, 1 MB in memory: more than fit into one with their times. Only a message made for
    /// it has more, and that is set aside.
    /// </summary>
    public const int MaxReadings = 10_000;

    private const string NoObject = "The payload is not a JSON object.";

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };
    private static readonly JsonReaderOptions Repaired = new()
    {
        MaxDepth = 16, AllowTrailingCommas = true, AllowMultipleValues = true,
    };

    /// <param name="payload">The message.</param>
    /// <param name="arrival">When it arrived, Unix milliseconds UTC.</param>
    /// <param name="rules">How its device's messages are read.</param>
    public static ParsedTelemetry Parse(ReadOnlySequence<byte> payload, long arrival, ReadingRules? rules = null)
    {
        rules ??= ReadingRules.None;
        var json = new Utf8JsonReader(payload, Strict);
        var message = TelemetryFields.Rent(rules);
        try
        {
            var error = Read(ref json, message);

            // Reading past the end finds what follows.
            while (error is null && json.Read()) { }
            return error is null ? message.Resolve(arrival) : ParsedTelemetry.Unreadable(error, message.Notes);
        }
        catch (JsonException exception)
        {
            var error = $"Not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.";
            return JsonRepair.Try(payload) is { } repaired
                ? ParseRepaired(new ReadOnlySequence<byte>(repaired), error, arrival, rules)
                : ParsedTelemetry.Unreadable(error);
        }
        finally
        {
            message.Return();
        }
    }

    // Of a message that breaks off, as many devices' buffers make it, the readings that are whole are taken.
    private static ParsedTelemetry ParseRepaired(ReadOnlySequence<byte> payload, string error, long arrival, ReadingRules rules)
    {
        var json = new Utf8JsonReader(payload, Repaired);
        var message = TelemetryFields.Rent(rules);
        try
        {
            do
            {
                if (Read(ref json, message) is { } wrong)
                    return ParsedTelemetry.Unreadable(wrong == NoObject ? error : wrong, message.Notes);
            }
            while (!IsAtEnd(ref json));
        }
        catch (JsonException)
        {
            if (message.Readings.Count == 0) return ParsedTelemetry.Unreadable(error);
            message.Lose(error);
        }

        var parsed = message.Resolve(arrival);
        message.Return();
        return parsed;
    }

    private static bool IsAtEnd(ref Utf8JsonReader json)
    {
        var ahead = json;
        return !ahead.Read();
    }

    // What is wrong where nothing of it can be read.
    private static string? Read(ref Utf8JsonReader json, TelemetryFields message)
    {
        if (!json.Read()) return NoObject;
        if (json.TokenType == JsonTokenType.StartArray)
        {
            ReadReadings(ref json, message, string.Empty);
            return message.Readings.Count > 0 ? null : message.Lost ?? NoObject;
        }

        return json.TokenType == JsonTokenType.StartObject ? ReadMessage(ref json, message) : NoObject;
    }

    private static string? ReadMessage(ref Utf8JsonReader json, TelemetryFields message)
    {
        var flat = RawReading.Empty;
        var first = message.Readings.Count;
        message.IsBatch = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.Is(TelemetryMessage.Boot))
                message.Boot = TelemetryFieldReader.Identity(ref json, TelemetryMessage.Boot, message);
            else if (json.Is(TelemetryMessage.Readings))
                ReadBatch(ref json, message, first);
            else
                TelemetryFieldReader.Field(ref json, ref flat, message);
        }

        if (!message.IsBatch || (message.Readings.Count == first && flat.HasMetric)) return message.Add(ref flat);
        return message.Readings.Count > first ? null : message.Lost ?? message.Problem ?? "readings: empty.";
    }

    private static void ReadBatch(ref Utf8JsonReader json, TelemetryFields message, int first)
    {
        message.IsBatch = true;
        message.Readings.RemoveRange(first, message.Readings.Count - first);
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray)
        {
            ReadReadings(ref json, message, TelemetryMessage.Readings);
            return;
        }

        message.Lose("readings: expected an array.");
        json.Skip();
    }

    private static void ReadReadings(ref Utf8JsonReader json, TelemetryFields message, string name)
    {
        for (var place = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; place++)
        {
            var reading = RawReading.Empty;
            if (json.TokenType != JsonTokenType.StartObject || message.Readings.Count == MaxReadings)
            {
                var isObject = json.TokenType == JsonTokenType.StartObject;
                message.Lose($"{name}[{place}]: {(isObject ? $"more than {MaxReadings}" : "expected an object")}.");
                json.Skip();
                continue;
            }

            TelemetryFieldReader.Fields(ref json, ref reading, message);
            if (message.Add(ref reading) is { } problem)
                message.Lose($"{name}[{place}]{(problem == NoMetric ? ": " : ".")}{problem}");
        }
    }
}

/// <summary>What a payload says: its readings, or why it cannot be read.</summary>
/// <param name="Readings">With the first soil channel, or the only one.</param>
/// <param name="Further">Of each further soil channel that is named, the readings that name it.</param>
/// <param name="Error">What is wrong with it, where nothing of it can be read.</param>
internal readonly record struct ParsedTelemetry(Reading[] Readings, IReadOnlyList<ChannelReadings> Further, string? Error)
{
    /// <summary>What is wrong with the first of its readings that cannot be read, beside those that can.</summary>
    public string? Lost { get; init; }

    /// <summary>What was ignored or doubted; <see langword="null"/> as a rule.</summary>
    public InputNotes? Notes { get; init; }

    /// <summary>Charge of the device's battery, %, as the last reading that names it says.</summary>
    public int? Battery { get; init; }

    public static ParsedTelemetry Unreadable(string error, InputNotes? notes = null) => new([], [], error) { Notes = notes };
}

/// <summary>Readings of a further soil channel.</summary>
internal readonly record struct ChannelReadings(int Channel, Reading[] Readings);

/// <summary>How the messages of a device are read.</summary>
/// <param name="Clock">What is known of its clock; <see langword="null"/> where nothing is.</param>
/// <param name="Mapped">How its fields are read that are not the contract's; <see langword="null"/> where nobody said.</param>
internal sealed record ReadingRules(DeviceClock? Clock, MappedFields? Mapped)
{
    /// <summary>Whether they arrived just now, and tell of the clock.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>How far the times of a message are ahead, in milliseconds.</summary>
    /// <param name="newest">Its newest time, Unix milliseconds.</param>
    /// <param name="arrival">When it arrived, Unix milliseconds UTC.</param>
    /// <param name="isLocal">Whether that time names no zone.</param>
    public long AheadOf(long newest, long arrival, bool isLocal) => (Clock, isLocal, IsLive) switch
    {
        (null, _, _) => 0,
        (_, true, true) => Clock.ObserveLocal(newest, arrival),
        (_, true, false) => Clock.ZoneOf(newest, arrival),
        (_, false, true) => Clock.Observe(newest, arrival),
        _ => Clock.AheadOf(newest, arrival),
    };

    /// <summary>As the contract has it.</summary>
    public static readonly ReadingRules None = new(null, null);
}
