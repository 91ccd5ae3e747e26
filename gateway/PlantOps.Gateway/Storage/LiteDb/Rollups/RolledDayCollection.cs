using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>Rolled days on disk, by device and day.</summary>
internal sealed class RolledDayCollection(LiteDbFile file, string name)
{
    /// <summary>Days read at once: bounds how long the gate is held.</summary>
    private const int Page = 128;

    private readonly LiteDbDocuments _days = new(name);

    public RolledDay? Find(BucketKey day)
    {
        var found = _days.Read(file, day.Id, day.Id, 1);
        return found.Count == 0 ? null : Decode(found[0]);
    }

    /// <summary>
    /// Days that start at first … last, in order. Where <paramref name="damaged"/> is given, it takes the days that are
    /// damaged.
    /// </summary>
    /// <exception cref="CorruptBucketException">A block is damaged, and nobody takes that.</exception>
    public IEnumerable<KeyValuePair<long, RolledDay>> Between(
        StreamId stream, long first, long last, List<DamagedRange>? damaged = null)
    {
        var next = BucketKey.OfDay(stream, first).Id;
        var end = BucketKey.OfDay(stream, last).Id;
        while (next <= end)
        {
            var found = _days.Read(file, next, end, Page);
            foreach (var block in found)
            {
                var start = new BucketKey(block.Id).Start;
                if (TryDecode(block, out var rolled, out var problem)) yield return new(start, rolled);
                else if (damaged is not null)
                    damaged.Add(new DamagedRange(start, start + BucketKey.MillisecondsPerDay, problem.Message));
                else throw Corrupt(block.Id, problem);
            }

            if (found.Count < Page) yield break;
            next = found[^1].Id + 1;
        }
    }

    /// <summary>The days of a device that are there and ended by a time.</summary>
    public List<BucketKey> EndedBy(StreamId stream, long time)
    {
        var (first, last) = (BucketKey.Of(stream, long.MinValue).Id, BucketKey.OfDay(stream, time).Id - 1);
        return file.Read(engine => _days.Ids(engine, first, last)).ConvertAll(id => new BucketKey(id));
    }

    /// <summary>The days from first to last that are there.</summary>
    public IEnumerable<BucketKey> Days(BucketKey first, BucketKey last) =>
        file.Read(engine => _days.Ids(engine, first.Id, last.Id)).Select(id => new BucketKey(id));

    /// <summary>
    /// Of each day that can be read its start, how finely it is kept, how many periods it has and what they take.
    /// </summary>
    public IEnumerable<(long Day, RolledDay Rolled, int Bytes)> Blocks(StreamId stream)
    {
        var next = BucketKey.Of(stream, long.MinValue).Id;
        var end = BucketKey.Of(stream, long.MaxValue).Id;
        while (_days.Read(file, next, end, Page) is { Count: > 0 } found)
        {
            foreach (var block in found)
            {
                if (TryDecode(block, out var rolled, out _))
                    yield return (new BucketKey(block.Id).Start, rolled, block.Content.Length);
            }

            next = found[^1].Id + 1;
        }
    }

    public void Put(ILiteEngine engine, BucketKey day, byte[] block) =>
        _days.Upsert(engine, [LiteDbDocuments.Document(day.Id, block)]);

    public void Delete(ILiteEngine engine, BucketKey day)
    {
        _days.Delete(engine, day.Id, day.Id);
        file.Unreadable.Readable(name, NameOf(day.Id));
    }

    private RolledDay Decode(StoredBlock block) =>
        TryDecode(block, out var rolled, out var problem) ? rolled : throw Corrupt(block.Id, problem);

    /// <summary>One that is damaged is reported.</summary>
    private bool TryDecode(
        StoredBlock block, [NotNullWhen(true)] out RolledDay? rolled, [NotNullWhen(false)] out InvalidDataException? problem)
    {
        (rolled, problem) = (null, null);
        try
        {
            rolled = RolledDay.Decode(block.Content);
            file.Unreadable.Readable(name, NameOf(block.Id));
            return true;
        }
        catch (InvalidDataException exception)
        {
            problem = exception;
            file.Unreadable.Report(name, NameOf(block.Id), exception.Message);
            return false;
        }
    }

    private CorruptBucketException Corrupt(long id, Exception problem) =>
        new($"'{file.Place}' holds a damaged rollup: {NameOf(id)}: {problem.Message}", problem);

    private static string NameOf(long id)
    {
        var key = new BucketKey(id);
        return string.Create(CultureInfo.InvariantCulture,
            $"device {key.Stream}, {DateTimeOffset.FromUnixTimeMilliseconds(key.Start):yyyy-MM-dd}");
    }
}
