using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Lets go of history that is older than it is kept.</summary>
internal interface IRetentionStore
{
    /// <summary>
    /// Lets go of one tier of every UTC day that ended by a time, in small steps that give way to commits: a day of a
    /// device a transaction, or a partition. The coarser tiers stay; a day whose readings are not all rolled up, or
    /// that is damaged, is left whole. Returns how many days of devices, or partitions, went.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be finished; it goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; it goes on from there next time.</exception>
    int Expire(Tier tier, long endedBy, CancellationToken stopping);

    /// <summary>What there is of each tier now.</summary>
    IReadOnlyList<TierContent> Contents();
}

/// <summary>What there is of one tier.</summary>
/// <param name="Tier">Which.</param>
/// <param name="Stream">Of which device and soil channel.</param>
/// <param name="Days">The starts of its UTC days, Unix milliseconds, in order.</param>
/// <param name="Rows">How many readings, or periods.</param>
/// <param name="Bytes">What they take, without the database's own overhead.</param>
internal sealed record TierContent(Tier Tier, StreamId Stream, IReadOnlyList<long> Days, long Rows, long Bytes);
