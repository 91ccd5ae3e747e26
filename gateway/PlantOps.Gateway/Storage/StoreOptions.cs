namespace PlantOps.Gateway.Storage;

/// <summary>Where readings and everything else are kept.</summary>
internal sealed class StoreOptions
{
    /// <summary>Chosen once, before the first start.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.LiteDb;

    /// <summary>How to reach a database server; LiteDB needs none, its file is in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, so that neither arguments nor environment do.</summary>
    public string? ConnectionStringFile { get; set; }
}

internal static class StoreProviders
{
    /// <summary>What was written is no provider.</summary>
    public const StoreProvider Unknown = (StoreProvider)(-1);

    /// <summary>A provider by its name or, shorter, <c>postgres</c>; in any case.</summary>
    public static StoreProvider? Parse(string? text) => text?.ToUpperInvariant() switch
    {
        "LITEDB" => StoreProvider.LiteDb,
        "POSTGRESQL" or "POSTGRES" => StoreProvider.PostgreSql,
        _ => null,
    };
}

internal enum StoreProvider
{
    /// <summary>One file in the data directory; one gateway.</summary>
    LiteDb,

    /// <summary>A server, for fleets and several gateways.</summary>
    PostgreSql,
}
