namespace PlantOps.Gateway.Storage;

/// <summary>Where readings and everything else are kept.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Chosen once, before the first start.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.LiteDb;

    /// <summary>How to reach a database server; LiteDB needs none, its file is in the data directory.</summary>
    public string? ConnectionString { get; set; }
}

internal enum StoreProvider
{
    /// <summary>One file in the data directory; one gateway.</summary>
    LiteDb,

    /// <summary>A server, for fleets and several gateways.</summary>
    PostgreSql,
}
