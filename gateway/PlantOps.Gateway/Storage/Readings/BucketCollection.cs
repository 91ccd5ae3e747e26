using LiteDB;
using LiteDB.Engine;
using PlantOps.Contracts;
using PlantOps.Gateway.Storage.Buckets;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Readings;

/// <summary>The buckets on disk. A damaged one is kept aside, and its time range stays unreadable, when its day is folded again.</summary>
internal sealed class BucketCollection(LiteDbFile file)
{
    /// <summary>Buckets read at once: bounds memory, and how long the gate is held.</summary>
    private const int Page = 32;

    private readonly LiteDbDocuments _buckets = new("buckets");
    private readonly LiteDbDocuments _damaged = new("damaged_buckets");

    /// <summary>
    /// Puts readings of from ≤ time &lt; to into an empty list by time, at least <paramref name="limit"/> of them if
    /// there are so many.
    /// </summary>
    /// <exception cref="CorruptBucketException">A block in the range is or was damaged.</exception>
    public void Read(int device, long from, long to, int limit, List<Reading> readings)
    {
        var start = BucketKey.OfDay(device, Math.Max(from, Limits.EarliestTime)).Id;
        var last = BucketKey.Of(device, to - 1).Id;
        var first = start;
        while (first <= last && readings.Count < limit)
        {
            var (found, damaged) = file.Read(engine =>
                (_buckets.Between(engine, first, last, Page), _damaged.Between(engine, first, last, 1)));
            if (damaged.Count > 0) throw Corrupt(new BucketKey(damaged[0].Key), "it was set aside", null);
            for (var i = 0; i < found.Count; i++)
            {
                var before = readings.Count;
                Decode(found[i].Key, found[i].Value, readings);

                // Days are much alike: room for all of them at once, or growing costs more than decoding.
                if (i == 0) readings.EnsureCapacity(before + ((readings.Count - before) * (found.Count + 1)));
            }

            if (first == start) RemoveBefore(readings, from);
            if (found.Count < Page) break;
            first = found[^1].Key + 1;
        }

        RemoveFrom(readings, to);
    }

    /// <exception cref="CorruptBucketException">The last block is damaged.</exception>
    public Reading? Latest(int device)
    {
        var first = BucketKey.Of(device, long.MinValue).Id;
        var last = BucketKey.Of(device, long.MaxValue).Id;
        var found = file.Read(engine => _buckets.Last(engine, first, last, 1));
        return found.Count == 0 ? null : Decode(found[0].Key, found[0].Value)[^1];
    }

    /// <summary>The starts of the days that have a bucket.</summary>
    public IEnumerable<long> Days(int device)
    {
        var first = BucketKey.Of(device, long.MinValue).Id;
        var last = BucketKey.Of(device, long.MaxValue).Id;
        return file.Read(engine => _buckets.Ids(engine, first, last)).Select(id => BucketKey.DayStart(new BucketKey(id).Start)).Distinct();
    }

    /// <summary>The days from first to last that have a bucket, also if it is damaged.</summary>
    public IEnumerable<BucketKey> Days(BucketKey first, BucketKey last)
    {
        var end = EndOf(last);
        return file.Read(engine => (List<long>)[.. _buckets.Ids(engine, first.Id, end), .. _damaged.Ids(engine, first.Id, end)])
            .Select(id => BucketKey.OfDay(first.Device, new BucketKey(id).Start)).Distinct();
    }

    /// <summary>Every reading of a device, bucket by bucket.</summary>
    public IEnumerable<List<Reading>> All(int device)
    {
        var first = BucketKey.Of(device, long.MinValue).Id;
        var last = BucketKey.Of(device, long.MaxValue).Id;
        while (file.Read(engine => _buckets.Between(engine, first, last, Page)) is { Count: > 0 } found)
        {
            foreach (var (id, document) in found) yield return Decode(id, document);
            first = found[^1].Key + 1;
        }
    }

    /// <summary>Of each bucket its day, how many readings it has and what they take.</summary>
    public IEnumerable<(long Day, int Readings, int Bytes)> Blocks(int device)
    {
        var first = BucketKey.Of(device, long.MinValue).Id;
        var last = BucketKey.Of(device, long.MaxValue).Id;
        while (file.Read(engine => _buckets.Between(engine, first, last, Page)) is { Count: > 0 } found)
        {
            foreach (var (id, document) in found)
            {
                var block = document[LiteDbDocuments.Block].AsBinary;
                yield return (BucketKey.DayStart(new BucketKey(id).Start), Count(id, block), block.Length);
            }

            first = found[^1].Key + 1;
        }
    }

    /// <summary>Every reading in buckets of one day, by time.</summary>
    /// <exception cref="CorruptBucketException">A block of the day is or was damaged.</exception>
    public List<Reading> Day(BucketKey day)
    {
        var readings = new List<Reading>();
        Read(day.Device, day.Start, day.Start + BucketKey.MillisecondsPerDay, int.MaxValue, readings);
        return readings;
    }

    /// <summary>Deletes the buckets of a day within a transaction.</summary>
    public void DeleteDay(ILiteEngine engine, BucketKey day)
    {
        foreach (var id in _buckets.Ids(engine, day.Id, EndOf(day))) _buckets.Delete(engine, id, id);
    }

    /// <summary>Deletes what was kept aside of a day within a transaction.</summary>
    public void DeleteDamaged(ILiteEngine engine, BucketKey day)
    {
        foreach (var id in _damaged.Ids(engine, day.Id, EndOf(day))) _damaged.Delete(engine, id, id);
    }

    /// <summary>The buckets of a time's day; what is damaged comes apart.</summary>
    public (List<Bucket> Buckets, List<BsonDocument> Damaged) OfDay(int device, long time)
    {
        var first = BucketKey.OfDay(device, time).Id;
        var last = BucketKey.Of(device, BucketKey.DayStart(time) + BucketKey.MillisecondsPerDay - 1).Id;
        var buckets = new List<Bucket>();
        var damaged = new List<BsonDocument>();
        foreach (var (id, document) in file.Read(engine => _buckets.Between(engine, first, last)))
        {
            try
            {
                buckets.Add(new Bucket(new BucketKey(id), Decode(id, document)));
            }
            catch (CorruptBucketException)
            {
                damaged.Add(document);
            }
        }

        return (buckets, damaged);
    }

    /// <summary>Replaces buckets; the damaged ones are kept aside.</summary>
    public void Put(ILiteEngine engine, IEnumerable<BsonDocument> changed, IReadOnlyCollection<BsonDocument> damaged)
    {
        if (damaged.Count > 0)
        {
            _damaged.Upsert(engine, damaged);
            foreach (var document in damaged) _buckets.Delete(engine, document["_id"].AsInt64, document["_id"].AsInt64);
        }

        _buckets.Upsert(engine, changed);
    }

    /// <summary>The last id that a bucket of a day may have.</summary>
    private static long EndOf(BucketKey day) => BucketKey.Of(day.Device, day.Start + BucketKey.MillisecondsPerDay - 1).Id;

    private List<Reading> Decode(long id, BsonDocument document)
    {
        var readings = new List<Reading>();
        Decode(id, document, readings);
        return readings;
    }

    private void Decode(long id, BsonDocument document, List<Reading> into)
    {
        try
        {
            Bucket.Decode(document[LiteDbDocuments.Block].AsBinary, into);
        }
        catch (InvalidDataException e)
        {
            throw Corrupt(new BucketKey(id), e.Message, e);
        }
    }

    private int Count(long id, byte[] block)
    {
        try
        {
            return Bucket.Count(block);
        }
        catch (InvalidDataException e)
        {
            throw Corrupt(new BucketKey(id), e.Message, e);
        }
    }

    private CorruptBucketException Corrupt(BucketKey key, string why, Exception? inner)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(key.Start);
        var end = DateTimeOffset.FromUnixTimeMilliseconds(BucketKey.DayStart(key.Start) + BucketKey.MillisecondsPerDay);
        return new CorruptBucketException(
            $"'{file.Place}' holds a damaged block: device {key.Device}, {start:u} to at most {end:u}: {why}", inner);
    }

    private static void RemoveBefore(List<Reading> readings, long from)
    {
        var count = readings.FindIndex(reading => reading.Time >= from);
        readings.RemoveRange(0, count < 0 ? readings.Count : count);
    }

    private static void RemoveFrom(List<Reading> readings, long to)
    {
        var count = readings.FindLastIndex(reading => reading.Time < to) + 1;
        readings.RemoveRange(count, readings.Count - count);
    }
}
