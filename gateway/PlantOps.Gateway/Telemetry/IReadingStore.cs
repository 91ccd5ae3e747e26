using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Where readings live. A reading is one and the same when device, boot and sequence are the same, or, without
/// those, when device, time and values are: storing it twice is storing it once.
/// </summary>
internal interface IReadingStore
{
    /// <summary>
    /// Stores a group in one transaction and returns once it is on disk. Called by one writer only, never twice at a time.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// Nothing of the group is stored (disk full, file locked …); the same group may be offered again.
    /// </exception>
    AppendResult Append(ReadingGroup group);

    /// <summary>
    /// Puts readings with from ≤ time &lt; to into an empty list, by time, at most <paramref name="limit"/> of them.
    /// </summary>
    /// <exception cref="CorruptBucketException">A stored block fails its checksum; the message names it.</exception>
    void Read(StreamId stream, long from, long to, int limit, List<Reading> into);

    /// <summary>The same without what is damaged, and the times of that.</summary>
    void Read(StreamId stream, long from, long to, int limit, List<Reading> into, List<DamagedRange> damaged) =>
        Read(stream, from, to, limit, into);

    /// <summary>
    /// The same of many streams, each from a time of its own, in their order; <see langword="null"/> where that is no quicker
    /// than to read one after the other.
    /// </summary>
    IReadOnlyList<IReadOnlyList<Reading>>? Read(IReadOnlyList<(StreamId Stream, long From)> wanted, long to, int limit) => null;

    /// <summary>The reading with the latest time that can be read, if there is any.</summary>
    Reading? Latest(StreamId stream);

    /// <summary>
    /// The starts of the UTC days, Unix milliseconds, that have readings of a device, in order; also damaged ones.
    /// </summary>
    IReadOnlyList<long> Days(StreamId stream);

    /// <summary>The newest messages set aside, newest first.</summary>
    IReadOnlyList<SetAsideMessage> SetAside(int limit);
}
