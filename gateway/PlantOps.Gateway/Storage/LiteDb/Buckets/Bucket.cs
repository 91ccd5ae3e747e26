using System.Runtime.InteropServices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Readings of one device within one day, in the order of time.</summary>
internal readonly record struct Bucket(BucketKey Key, List<Reading> Readings)
{
    /// <summary>More are split by time, so that adding one reading never costs more than rewriting so many.</summary>
    public const int MaxReadings = 20_000;

    /// <summary>As one compressed block.</summary>
    public byte[] Encode()
    {
        var writer = new BlockWriter();
        ReadingColumns.Write(writer, CollectionsMarshal.AsSpan(Readings));
        return BlockEnvelope.SealCompressed(writer.Written);
    }

    /// <summary>Adds a block's readings to the end of a list.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static void Decode(byte[] block, List<Reading> into)
    {
        var reader = new BlockReader(BlockEnvelope.Open(block).Span);
        ReadingColumns.Read(ref reader, into);
    }

    /// <summary>How many readings a block holds.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static int Count(byte[] block)
    {
        var reader = new BlockReader(BlockEnvelope.Open(block).Span);
        return ReadingColumns.Count(ref reader);
    }

    /// <summary>
    /// Sorts readings of one device and day into its buckets. Returns the buckets that changed, each small enough
    /// where time allows: readings of one second stay together.
    /// </summary>
    /// <param name="stream">Whose readings they are.</param>
    /// <param name="existing">All buckets of that day, by key.</param>
    /// <param name="added">At least one reading.</param>
    public static List<Bucket> Merge(StreamId stream, List<Bucket> existing, List<Reading> added)
    {
        var changed = new List<Bucket>();
        var buckets = existing.Count > 0 ? existing : [new Bucket(BucketKey.OfDay(stream, added[0].Time), [])];
        for (var i = 0; i < buckets.Count; i++)
        {
            var end = i + 1 < buckets.Count ? buckets[i + 1].Key.Start : long.MaxValue;
            var start = i == 0 ? long.MinValue : buckets[i].Key.Start;
            var mine = added.FindAll(r => r.Time >= start && r.Time < end);
            if (mine.Count == 0) continue;
            mine.InsertRange(0, buckets[i].Readings);
            Split(buckets[i].Key, ReadingOrder.SortDistinct(mine), changed);
        }

        return changed;
    }

    private static void Split(BucketKey key, List<Reading> readings, List<Bucket> into)
    {
        var from = 0;
        while (readings.Count - from > MaxReadings && SplitPoint(key, readings, from) is var at and > 0)
        {
            into.Add(new Bucket(key, readings[from..at]));
            key = BucketKey.Of(key.Stream, readings[at].Time);
            from = at;
        }

        into.Add(new Bucket(key, from == 0 ? readings : readings[from..]));
    }

    /// <summary>Where the second changes, as near to half of a full bucket as there is one; 0 if nowhere.</summary>
    private static int SplitPoint(BucketKey key, List<Reading> readings, int from)
    {
        for (var at = from + (MaxReadings / 2); at > from; at--)
        {
            if (StartsSecond(key, readings, at)) return at;
        }

        for (var at = from + (MaxReadings / 2); at < readings.Count; at++)
        {
            if (StartsSecond(key, readings, at)) return at;
        }

        return 0;
    }

    private static bool StartsSecond(BucketKey key, List<Reading> readings, int at) =>
        BucketKey.Of(key.Stream, readings[at].Time) != BucketKey.Of(key.Stream, readings[at - 1].Time);
}
