using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Storage;

/// <summary>Where readings and everything else are kept.</summary>
internal sealed class StoreOptions
{
    public static readonly Setting ProviderSetting = new(
        "Store:Provider", "LiteDb", "LiteDb or PostgreSql",
        "Where readings are stored: a file, or a PostgreSQL server for fleets.")
    {
        IsCommon = true, IsWord = true,
    };

    public static readonly Setting ConnectionStringSetting = new(
        "Store:ConnectionString", "none", "Host=…;Database=…;Username=…;Password=…",
        "How to reach PostgreSQL.") { IsCommon = true };

    public static readonly Setting ConnectionStringFileSetting = new(
        "Store:ConnectionStringFile", "none", "file", "A file that has the connection string, which no list of processes shows.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings = [ProviderSetting, ConnectionStringSetting,
        ConnectionStringFileSetting];

    /// <summary>Chosen once, before the first start; <see langword="null"/> where what is configured is no provider.</summary>
    public StoreProvider? Provider { get; set; } = StoreProvider.LiteDb;

    /// <summary>How to reach a database server; LiteDB needs none, its file is in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the connection string, so that neither arguments nor environment do.</summary>
    public string? ConnectionStringFile { get; set; }
}
