using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>
/// Where rollups live. What it gives is always what the raw readings come to, whether a day is rolled up already or
/// not; of days whose raw readings have gone, what they came to. Only values of quality <c>ok</c> count.
/// </summary>
internal interface IRollupStore
{
    /// <summary>
    /// Puts the periods with from ≤ start &lt; to in which any reading was taken into an empty list, by time.
    /// </summary>
    /// <exception cref="CorruptBucketException">A stored block fails its checksum; the message names it.</exception>
    void Read(StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into);

    /// <summary>The same without what is damaged, and the times of that.</summary>
    void Read(StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into, List<DamagedRange> damaged) =>
        Read(stream, period, from, to, into);

    /// <summary>
    /// Rolls up every UTC day that ended by a time and whose readings are not all in rollups, a day a transaction.
    /// Each step leaves everything readable. Returns how many days that were.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be finished; it goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; it goes on from there next time.</exception>
    int RollUp(long endedBy, CancellationToken stopping);

    /// <summary>Has every day whose raw readings are all still there rolled up again. Returns how many days that are.</summary>
    int MarkAll();
}
