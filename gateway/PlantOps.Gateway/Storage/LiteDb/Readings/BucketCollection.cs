using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LiteDB;
using LiteDB.Engine;
using PlantOps.Contracts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// The buckets on disk. A damaged one is kept aside, and its time range stays unreadable, when its day is folded again.
/// </summary>
internal sealed class BucketCollection(LiteDbFile file)
{
    /// <summary>Buckets read at once: bounds memory, and how long the gate is held.</summary>
    private const int Page = 32;

    private const string Name = "buckets";
    private const string Aside = "damaged_buckets";
    private const string SetAside = "it was set aside";

    private readonly LiteDbDocuments _buckets = new(Name);
    private readonly LiteDbDocuments _damaged = new(Aside);

    /// <summary>Reports what was set aside before this start.</summary>
    public void ReportSetAside()
    {
        foreach (var id in file.Read(engine => _damaged.Ids(engine, 0, long.MaxValue)))
            file.Unreadable.Report(Aside, NameOf(new BucketKey(id)), SetAside);
    }

    /// <summary>
    /// Puts readings of from ≤ time &lt; to into an empty list by time, at least <paramref name="limit"/> of them if
    /// there are so many. Where <paramref name="damaged"/> is given, it takes the times of what is damaged.
    /// </summary>
    /// <exception cref="CorruptBucketException">A block in the range is or was damaged, and nobody takes that.</exception>
    public void Read(StreamId stream, long from, long to, int limit, List<Reading> readings, List<DamagedRange>? damaged = null)
    {
        var start = BucketKey.OfDay(stream, Math.Max(from, Limits.EarliestHistory)).Id;
        var last = BucketKey.Of(stream, to - 1).Id;
        foreach (var aside in file.Read(engine => _damaged.Ids(engine, start, last)))
            Skip(new BucketKey(aside), SetAside, null, from, to, damaged);
        var first = start;
        while (first <= last && readings.Count < limit)
        {
            var found = _buckets.Read(file, first, last, Page);
            for (var i = 0; i < found.Count; i++)
            {
                var before = readings.Count;
                if (!TryDecode(found[i], readings, out var problem))
                    Skip(new BucketKey(found[i].Id), problem.Message, problem, from, to, damaged);

                // Days are much alike: room for all of them at once, or growing costs more than decoding.
                if (i == 0) readings.EnsureCapacity(before + ((readings.Count - before) * (found.Count + 1)));
            }

            if (first == start) RemoveBefore(readings, from);
            if (found.Count < Page) break;
            first = found[^1].Id + 1;
        }

        RemoveFrom(readings, to);
    }

    /// <summary>The latest that can be read.</summary>
    public Reading? Latest(StreamId stream)
    {
        var first = BucketKey.Of(stream, long.MinValue).Id;
        var last = BucketKey.Of(stream, long.MaxValue).Id;
        var readings = new List<Reading>();
        while (_buckets.Read(file, first, last, 1, backwards: true) is [var found])
        {
            if (TryDecode(found, readings, out _) && readings.Count > 0) return readings[^1];
            last = found.Id - 1;
        }

        return null;
    }

    /// <summary>The starts of the days that have a bucket.</summary>
    public IEnumerable<long> Days(StreamId stream)
    {
        var first = BucketKey.Of(stream, long.MinValue).Id;
        var last = BucketKey.Of(stream, long.MaxValue).Id;
        return file.Read(engine => _buckets.Ids(engine, first, last)).Select(id => BucketKey.DayStart(new BucketKey(id).Start))
            .Distinct();
    }

    /// <summary>The starts of the days that have a block that was set aside.</summary>
    public IEnumerable<long> DamagedDays(StreamId stream)
    {
        var (first, last) = (BucketKey.Of(stream, long.MinValue).Id, BucketKey.Of(stream, long.MaxValue).Id);
        return file.Read(engine => _damaged.Ids(engine, first, last)).Select(id => BucketKey.DayStart(new BucketKey(id).Start))
            .Distinct();
    }

    /// <summary>The days from first to last that have a bucket, also if it is damaged.</summary>
    public IEnumerable<BucketKey> Days(BucketKey first, BucketKey last)
    {
        var end = EndOf(last);
        return file.Read(engine => (List<long>)[.. _buckets.Ids(engine, first.Id, end), .. _damaged.Ids(engine, first.Id, end)])
            .Select(id => BucketKey.OfDay(first.Stream, new BucketKey(id).Start)).Distinct();
    }

    /// <summary>Every reading of a device that can be read, bucket by bucket.</summary>
    public IEnumerable<List<Reading>> All(StreamId stream)
    {
        foreach (var block in Stored(stream))
        {
            var readings = new List<Reading>();
            if (TryDecode(block, readings, out _)) yield return readings;
        }
    }

    /// <summary>Of each bucket its day, how many readings it has and what they take; of a damaged one no readings.</summary>
    public IEnumerable<(long Day, int Readings, int Bytes)> Blocks(StreamId stream)
    {
        foreach (var block in Stored(stream))
        {
            var content = block.Damage is null ? block.Content : [];
            yield return (BucketKey.DayStart(new BucketKey(block.Id).Start), Count(content), content.Length);
        }
    }

    /// <summary>Every reading in buckets of one day, by time.</summary>
    /// <exception cref="CorruptBucketException">A block of the day is or was damaged.</exception>
    public List<Reading> Day(BucketKey day)
    {
        var readings = new List<Reading>();
        Read(day.Stream, day.Start, day.Start + BucketKey.MillisecondsPerDay, int.MaxValue, readings);
        return readings;
    }

    /// <summary>Deletes the buckets of a day within a transaction.</summary>
    public void DeleteDay(ILiteEngine engine, BucketKey day)
    {
        foreach (var id in _buckets.Ids(engine, day.Id, EndOf(day)))
        {
            _buckets.Delete(engine, id, id);
            file.Unreadable.Readable(Name, NameOf(new BucketKey(id)));
        }

    }

    /// <summary>Deletes what was kept aside of a day within a transaction.</summary>
    public void DeleteDamaged(ILiteEngine engine, BucketKey day)
    {
        foreach (var id in _damaged.Ids(engine, day.Id, EndOf(day)))
        {
            _damaged.Delete(engine, id, id);
            file.Unreadable.Readable(Aside, NameOf(new BucketKey(id)));
        }
    }

    /// <summary>
    /// The buckets of a time's day; what is damaged comes apart. Those that end before readings from
    /// <paramref name="earliest"/> on begin come without their readings: a day may be large.
    /// </summary>
    public (List<Bucket> Buckets, List<BsonDocument> Damaged) OfDay(StreamId stream, long time, long earliest)
    {
        var first = BucketKey.OfDay(stream, time).Id;
        var last = BucketKey.Of(stream, BucketKey.DayStart(time) + BucketKey.MillisecondsPerDay - 1).Id;
        var buckets = new List<Bucket>();
        var damaged = new List<BsonDocument>();
        long? stuck = null;
        var end = long.MaxValue;
        var decoded = new List<Reading>();
        foreach (var block in _buckets.Read(file, first, last).AsEnumerable().Reverse())
        {
            decoded.Clear();
            if (TryDecode(block, decoded, out _))
            {
                var key = new BucketKey(block.Id);
                buckets.Add(new Bucket(key, end > earliest ? [.. decoded] : []));
                end = key.Start;
            }
            else if (block.Document is null) stuck ??= block.Id;
            else damaged.Add(ToSetAside(block));
        }

        buckets.Reverse();

        // One that LiteDB cannot even decode can be neither moved nor written over: what comes goes beside it.
        if (buckets.Count == 0 && stuck is { } id) buckets.Add(new Bucket(new BucketKey(id + 1), []));

        return (buckets, damaged);
    }

    /// <summary>Replaces buckets; the damaged ones are kept aside.</summary>
    public void Put(ILiteEngine engine, IEnumerable<BsonDocument> changed, IReadOnlyCollection<BsonDocument> damaged)
    {
        if (damaged.Count > 0)
        {
            _damaged.Upsert(engine, damaged);
            foreach (var id in damaged.Select(document => document["_id"].AsInt64))
            {
                _buckets.Delete(engine, id, id);
                file.Unreadable.Readable(Name, NameOf(new BucketKey(id)));
                file.Unreadable.Report(Aside, NameOf(new BucketKey(id)), SetAside);
            }
        }

        _buckets.Upsert(engine, changed);
    }

    /// <summary>The last id that a bucket of a day may have.</summary>
    private static long EndOf(BucketKey day) => BucketKey.Of(day.Stream, day.Start + BucketKey.MillisecondsPerDay - 1).Id;

    private IEnumerable<StoredBlock> Stored(StreamId stream)
    {
        var (first, last) = (BucketKey.Of(stream, long.MinValue).Id, BucketKey.Of(stream, long.MaxValue).Id);
        while (_buckets.Read(file, first, last, Page) is { Count: > 0 } found)
        {
            foreach (var block in found) yield return block;
            first = found[^1].Id + 1;
        }
    }

    /// <summary>As it is to be kept aside: under the id that the index has, with what could be read of it.</summary>
    private static BsonDocument ToSetAside(StoredBlock block) => LiteDbDocuments.Document(
        block.Id, block.Document?[LiteDbDocuments.Block] is { IsBinary: true } content ? content.AsBinary : []);

    /// <summary>Adds a block's readings; where it is damaged none, and it is reported.</summary>
    private bool TryDecode(StoredBlock block, List<Reading> into, [NotNullWhen(false)] out InvalidDataException? problem)
    {
        var (before, name) = (into.Count, NameOf(new BucketKey(block.Id)));
        try
        {
            Bucket.Decode(block.Content, into);
            file.Unreadable.Readable(Name, name);
            problem = null;
            return true;
        }
        catch (InvalidDataException exception)
        {
            into.RemoveRange(before, into.Count - before);
            file.Unreadable.Report(Name, name, exception.Message);
            problem = exception;
            return false;
        }
    }

    private static int Count(byte[] content)
    {
        try
        {
            return content.Length == 0 ? 0 : Bucket.Count(content);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private void Skip(BucketKey key, string why, Exception? inner, long from, long to, List<DamagedRange>? damaged)
    {
        var range = new DamagedRange(key.Start, BucketKey.DayStart(key.Start) + BucketKey.MillisecondsPerDay, why).Within(
            from, to);
        if (range.From >= range.To) return;
        if (damaged is null) throw Corrupt(key, why, inner);
        damaged.Add(range);
    }

    private CorruptBucketException Corrupt(BucketKey key, string why, Exception? inner) =>
        new($"'{file.Place}' holds a damaged block: {NameOf(key)}: {why}", inner);

    private static string NameOf(BucketKey key)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(key.Start);
        var end = DateTimeOffset.FromUnixTimeMilliseconds(BucketKey.DayStart(key.Start) + BucketKey.MillisecondsPerDay);
        return string.Create(CultureInfo.InvariantCulture, $"device {key.Stream}, {start:u} to at most {end:u}");
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
