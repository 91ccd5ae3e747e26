using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>
/// Readings in one LiteDB file. A commit adds one chunk, or to the newest; chunks are folded in the background into a
/// compressed bucket a device and day. What is not folded yet is read from memory.
/// </summary>
internal sealed class LiteDbReadingStore : IReadingStore
{
    /// <summary>More unfolded readings than this (about 100 MB) are folded before the next group is taken.</summary>
    private const int MaxUnfolded = 1_000_000;

    private readonly LiteDbFile _file;
    private readonly ReadingMemory _memory = new();
    private readonly BucketCollection _buckets;
    private readonly ChunkCollection _chunks;
    private readonly SetAsideCollection _setAside;

    public LiteDbReadingStore(LiteDbFile file, RollupCollections rollups, ILogger<LiteDbReadingStore> logger)
    {
        _file = file;
        _buckets = new BucketCollection(file);
        _setAside = new SetAsideCollection(file);
        var identities = new IdentityCollection(file, _buckets, logger);
        identities.Load(_memory);
        _chunks = new ChunkCollection(file, logger);
        _chunks.Load(_memory);
        _buckets.ReportSetAside();
        Folder = new ReadingFolder(file, _memory, _buckets, _chunks, identities, rollups.Unrolled);
    }

    public ReadingFolder Folder { get; }

    public BucketCollection Buckets => _buckets;

    /// <summary>Those that have readings, in order.</summary>
    public IReadOnlyList<StreamId> Streams => [.. _memory.Streams.Order()];

    public AppendResult Append(ReadingGroup group)
    {
        if (_memory.Unfolded > MaxUnfolded) Folder.Fold();
        if (_memory.Crowded is { Count: > 0 } crowded) Folder.Fold(crowded);
        var selected = _memory.Select(group.Readings);
        var stored = selected.Sum(block => block.Readings.Length);
        var result = new AppendResult(stored, group.Readings.Sum(part => part.Readings.Count) - stored);

        // What is left out is on disk already: it may be acknowledged.
        if (stored == 0 && group.SetAside.Count == 0) return result;

        _chunks.Open.Append(selected, _memory, store => _file.Commit(engine =>
        {
            store(engine);
            _setAside.Add(engine, group.SetAside);
        }));
        _setAside.Added(group.SetAside.Count);
        return result;
    }

    public void Read(StreamId stream, long from, long to, int limit, List<Reading> into) =>
        Read(stream, from, to, limit, into, null);

    void IReadingStore.Read(StreamId stream, long from, long to, int limit, List<Reading> into, List<DamagedRange> damaged) =>
        Read(stream, from, to, limit, into, damaged);

    /// <summary>
    /// As <see cref="IReadingStore.Read(StreamId, long, long, int, List{Reading})"/>, or where a list is given, as the other
    /// one.
    /// </summary>
    public void Read(StreamId stream, long from, long to, int limit, List<Reading> into, List<DamagedRange>? damaged)
    {
        // Memory first: what is folded in between is found twice, not missed.
        var unfolded = _memory.Between(stream, from, to);
        _buckets.Read(stream, from, to, limit, into, damaged);
        into.AddRange(unfolded);
        ReadingOrder.SortDistinct(into);
        if (into.Count > limit) into.RemoveRange(limit, into.Count - limit);
    }

    public Reading? Latest(StreamId stream)
    {
        while (true)
        {
            if (_memory.TryLatest(stream, out var latest, out var removals)) return latest;
            if (_memory.TryLookedUp(stream, removals, _buckets.Latest(stream), out latest)) return latest;
        }
    }

    /// <summary>Readings of a device were removed from buckets.</summary>
    public void Removed(StreamId stream) => _memory.Removed(stream);

    public IReadOnlyList<long> Days(StreamId stream)
    {
        // Memory first: a day that is folded in between is found twice, not missed.
        var unfolded = UnfoldedDays(stream);
        return [.. unfolded.Union(_buckets.Days(stream)).Union(_buckets.DamagedDays(stream)).Order()];
    }

    /// <summary>The starts of the days of a device that have readings not in buckets yet.</summary>
    public HashSet<long> UnfoldedDays(StreamId stream) =>
        [.. _memory.Between(stream, long.MinValue, long.MaxValue).Select(reading => BucketKey.DayStart(reading.Time))];

    public IReadOnlyList<SetAsideMessage> SetAside(int limit) => _setAside.Newest(limit);
}
