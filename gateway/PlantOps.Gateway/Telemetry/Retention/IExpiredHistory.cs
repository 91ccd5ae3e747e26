using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Days whose readings have gone, as what they came to: what a move to another store has to take along.</summary>
internal interface IExpiredHistory
{
    /// <summary>The days of a device, in order.</summary>
    /// <exception cref="CorruptBucketException">A stored block fails its checksum; the message names it.</exception>
    IEnumerable<ExpiredDay> Expired(StreamId stream);

    /// <summary>Puts days in the place of what is kept of them.</summary>
    /// <exception cref="StoreUnavailableException">Some were not written; it may be tried again.</exception>
    void PutExpired(StreamId stream, IReadOnlyCollection<ExpiredDay> days);
}

/// <summary>What is left of a day.</summary>
/// <param name="Day">Its start, Unix milliseconds.</param>
/// <param name="Period">How finely it is kept.</param>
/// <param name="Rollups">By time.</param>
internal sealed record ExpiredDay(long Day, RollupPeriod Period, IReadOnlyList<Rollup> Rollups);
