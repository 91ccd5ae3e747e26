using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PlantOps.Gateway.Telemetry.Mapping;

/// <summary>
/// A message on a topic below a device's own, as a mapping reads it: an object as it is, and a value under the levels of its
/// topic. <c>21.5</c> on <c>sensor/temperature/state</c> is <c>{"sensor":{"temperature":{"state":"21.5"}}}</c>.
/// </summary>
internal static class TopicPayload
{
    /// <summary>A longer payload is no value.</summary>
    private const int MaxValue = 64;

    private const int MaxLevels = 8;

    /// <summary><see langword="null"/> where it is neither.</summary>
    /// <param name="levels">The topic below the device's own.</param>
    /// <param name="payload">What came.</param>
    public static ReadOnlySequence<byte>? Of(string levels, ReadOnlySequence<byte> payload)
    {
        if (payload.IsEmpty) return null;
        if (payload.FirstSpan is [(byte)'{' or (byte)'[', ..]) return payload;
        var names = levels.Split('/');
        if (payload.Length > MaxValue || names.Length > MaxLevels) return null;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var name in names[..^1]) json.WriteStartObject(name);
        json.WriteString(names[^1], Encoding.UTF8.GetString(payload));
        for (var level = 0; level < names.Length; level++) json.WriteEndObject();
        json.Flush();
        return new ReadOnlySequence<byte>(buffer.WrittenMemory);
    }
}
