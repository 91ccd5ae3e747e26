namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Keys of advisory locks. They hold in one database, whoever else uses it: hence the large numbers.</summary>
internal static class AdvisoryLock
{
    /// <summary>Steps of the schema.</summary>
    public const long Schema = 0x506C616E744F7001;

    /// <summary>Partitions of readings that come and go.</summary>
    public const long Partitions = 0x506C616E744F7002;
}
