using LiteDB.Engine;
using PlantOps.Gateway.Storage.Buckets;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Rollups;

/// <summary>Rolled days on disk, by device and day.</summary>
internal sealed class RolledDayCollection(LiteDbFile file, string name)
{
    /// <summary>Days read at once: bounds how long the gate is held.</summary>
    private const int Page = 128;

    private readonly LiteDbDocuments _days = new(name);

    public RolledDay? Find(BucketKey day)
    {
        var found = file.Read(engine => _days.Between(engine, day.Id, day.Id, 1));
        return found.Count == 0 ? null : Decode(found[0].Key, found[0].Value[LiteDbDocuments.Block].AsBinary);
    }

    /// <summary>Days that start at first … last, in order.</summary>
    /// <exception cref="CorruptBucketException">A block is damaged.</exception>
    public IEnumerable<KeyValuePair<long, RolledDay>> Between(int device, long first, long last)
    {
        var next = BucketKey.OfDay(device, first).Id;
        var end = BucketKey.OfDay(device, last).Id;
        while (next <= end)
        {
            var found = file.Read(engine => _days.Between(engine, next, end, Page));
            foreach (var (id, document) in found)
                yield return new(new BucketKey(id).Start, Decode(id, document[LiteDbDocuments.Block].AsBinary));
            if (found.Count < Page) yield break;
            next = found[^1].Key + 1;
        }
    }

    /// <summary>The days of a device that are there and ended by a time.</summary>
    public List<BucketKey> EndedBy(int device, long time)
    {
        var (first, last) = (BucketKey.Of(device, long.MinValue).Id, BucketKey.OfDay(device, time).Id - 1);
        return file.Read(engine => _days.Ids(engine, first, last)).ConvertAll(id => new BucketKey(id));
    }

    /// <summary>The days from first to last that are there.</summary>
    public IEnumerable<BucketKey> Days(BucketKey first, BucketKey last) =>
        file.Read(engine => _days.Ids(engine, first.Id, last.Id)).Select(id => new BucketKey(id));

    /// <summary>Of each day that is there its start, how finely it is kept, how many periods it has and what they take.</summary>
    public IEnumerable<(long Day, RolledDay Rolled, int Bytes)> Blocks(int device)
    {
        var next = BucketKey.Of(device, long.MinValue).Id;
        var end = BucketKey.Of(device, long.MaxValue).Id;
        while (file.Read(engine => _days.Between(engine, next, end, Page)) is { Count: > 0 } found)
        {
            foreach (var (id, document) in found)
            {
                var block = document[LiteDbDocuments.Block].AsBinary;
                yield return (new BucketKey(id).Start, Decode(id, block), block.Length);
            }

            next = found[^1].Key + 1;
        }
    }

    public void Put(ILiteEngine engine, BucketKey day, byte[] block) => _days.Upsert(engine, [LiteDbDocuments.Document(day.Id, block)]);

    public void Delete(ILiteEngine engine, BucketKey day) => _days.Delete(engine, day.Id, day.Id);

    private RolledDay Decode(long id, byte[] block)
    {
        try
        {
            return RolledDay.Decode(block);
        }
        catch (InvalidDataException e)
        {
            var key = new BucketKey(id);
            throw new CorruptBucketException(
                $"'{file.Place}' holds a damaged rollup: device {key.Device}, {DateTimeOffset.FromUnixTimeMilliseconds(key.Start):yyyy-MM-dd}: {e.Message}", e);
        }
    }
}
