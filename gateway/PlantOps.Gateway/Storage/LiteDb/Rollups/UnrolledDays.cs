using LiteDB.Engine;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>
/// The days of devices whose buckets have changed since they were rolled up. Written once a device and day, with the
/// first bucket of that day.
/// </summary>
internal sealed class UnrolledDays
{
    private readonly LiteDbDocuments _documents = new("unrolled_days");
    private readonly Lock _lock = new();
    private readonly SortedSet<long> _ids;

    public UnrolledDays(LiteDbFile file) => _ids = [.. file.Read(engine => _documents.Ids(engine, 0, long.MaxValue))];

    /// <summary>All of them, by device and day.</summary>
    public IReadOnlyList<BucketKey> All
    {
        get
        {
            lock (_lock) return [.. _ids.Select(id => new BucketKey(id))];
        }
    }

    /// <summary>The starts of a device's, in order.</summary>
    public List<long> Of(StreamId stream)
    {
        lock (_lock)
        {
            return [.. _ids.GetViewBetween(BucketKey.Of(stream, long.MinValue).Id, BucketKey.Of(stream, long.MaxValue).Id)
                .Select(id => new BucketKey(id).Start)];
        }
    }

    /// <summary>Those of some days that are not marked yet.</summary>
    public List<BucketKey> New(IEnumerable<BucketKey> days)
    {
        lock (_lock) return [.. days.Where(day => !_ids.Contains(day.Id))];
    }

    /// <summary>Marks days within a transaction.</summary>
    public void Mark(ILiteEngine engine, IReadOnlyCollection<BucketKey> days)
    {
        if (days.Count > 0) _documents.Upsert(engine, days.Select(day => LiteDbDocuments.Document(day.Id)));
    }

    /// <summary>The transaction is on disk.</summary>
    public void Marked(IReadOnlyCollection<BucketKey> days)
    {
        lock (_lock) _ids.UnionWith(days.Select(day => day.Id));
    }

    /// <summary>Takes a mark away within a transaction.</summary>
    public void Unmark(ILiteEngine engine, BucketKey day) => _documents.Delete(engine, day.Id, day.Id);

    /// <summary>The transaction is on disk.</summary>
    public void Unmarked(BucketKey day)
    {
        lock (_lock) _ids.Remove(day.Id);
    }
}
