using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Broker.External;

/// <summary>A run of readings, by their <c>seq</c>, both ends included.</summary>
internal readonly record struct SequenceRange(long First, long Last);

/// <summary>
/// Which readings a message is about, as it names them itself. Not as they are stored: a device is told also of one that could
/// not be read, so that it does not send it for ever.
/// </summary>
internal readonly struct ReadingNumbers
{
    /// <summary>2^53 − 1, the largest number that JSON is sure to carry.</summary>
    private const long Max = 9_007_199_254_740_991;

    public static readonly ReadingNumbers None;

    private ReadingNumbers(long boot, List<SequenceRange> ranges) => (Boot, Ranges) = (boot, ranges);

    public long Boot { get; }

    /// <summary>In the order in which they stand there; <see langword="null"/> where there are none.</summary>
    public List<SequenceRange>? Ranges { get; }

    public bool IsEmpty => Ranges is null;

    /// <summary>
    /// Those of a message in the batch form or the flat one; none where it has no <c>boot</c> or no <c>seq</c>.
    /// </summary>
    public static ReadingNumbers In(ReadOnlySequence<byte> payload)
    {
        var found = new Finder();
        try
        {
            var json = new Utf8JsonReader(payload);
            found.Read(ref json);
        }
        catch (JsonException)
        {
            // What it names up to there is kept aside with the rest.
        }

        return found is { Boot: { } boot, Ranges: { } ranges } ? new ReadingNumbers(boot, ranges) : None;
    }

    private sealed class Finder
    {
        // Of the message's own members, and of those of a reading in its list.
        private const int OwnDepth = 1;
        private const int ReadingDepth = 3;

        private bool _isInReadings;

        public long? Boot { get; private set; }

        public List<SequenceRange>? Ranges { get; private set; }

        public void Read(ref Utf8JsonReader json)
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName) continue;
                var isOwn = json.CurrentDepth == OwnDepth;
                if (isOwn) _isInReadings = json.ValueTextEquals(TelemetryMessage.Readings);
                var isBoot = isOwn && json.ValueTextEquals(TelemetryMessage.Boot);
                var isSequence = (isOwn || (_isInReadings && json.CurrentDepth == ReadingDepth))
                    && json.ValueTextEquals(TelemetryMessage.Sequence);
                if (!isBoot && !isSequence) continue;
                json.Read();
                if (NumberAt(ref json) is not { } number) json.TrySkip();
                else if (isBoot) Boot = number;
                else Add(number);
            }
        }

        private void Add(long sequence)
        {
            var ranges = Ranges ??= [];
            if (ranges.Count > 0 && ranges[^1].Last == sequence - 1) ranges[^1] = ranges[^1] with { Last = sequence };
            else ranges.Add(new SequenceRange(sequence, sequence));
        }

        private static long? NumberAt(ref Utf8JsonReader json)
        {
            long number = -1;
            if (json.TokenType == JsonTokenType.Number && !json.TryGetInt64(out number)) return null;
            ReadOnlySpan<byte> text = json.HasValueSequence ? [] : json.ValueSpan;
            if (json.TokenType == JsonTokenType.String && !IsNumber(text, out number)) return null;
            return number is >= 0 and <= Max ? number : null;
        }

        private static bool IsNumber(ReadOnlySpan<byte> text, out long number) =>
            Utf8Parser.TryParse(text, out number, out var used) && used == text.Length;
    }
}
