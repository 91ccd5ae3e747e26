namespace PlantOps.Gateway.Storage;

/// <summary>Where readings and everything else are kept.</summary>
internal sealed class StoreOptions
{
    /// <summary>Chosen once, before the first start; <see langword="null"/> where what is configured is no provider.</summary>
    public StoreProvider? Provider { get; set; } = StoreProvider.LiteDb;

    /// <summary>How to reach a database server; LiteDB needs none, its file is in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, so that neither arguments nor environment do.</summary>
    public string? ConnectionStringFile { get; set; }
}
