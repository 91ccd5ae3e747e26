using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Storage;

/// <summary>A kind of database, and all that differs with it.</summary>
/// <param name="Name">As it is set, and as it is shown.</param>
/// <param name="Word">What the command line calls it.</param>
internal sealed record StoreProvider(string Name, string Word)
{
    /// <summary>One file in the data directory; one gateway.</summary>
    public static readonly StoreProvider LiteDb = new("LiteDb", "litedb")
    {
        AddStores = LiteDbServices.AddLiteDbStores,
        Check = connection => string.IsNullOrEmpty(connection)
            ? null
            : "LiteDb takes none; its file is in DataDirectory. For a server, set Store:Provider to PostgreSql.",
    };

    /// <summary>A server, for fleets and several gateways.</summary>
    public static readonly StoreProvider PostgreSql = new("PostgreSql", "postgres")
    {
        AddStores = PostgresServices.AddPostgresStores,
        Check = connection => PostgresSettings.Parse(connection).Problem,
        IsServer = true,
        Look = PostgresLook.At,
    };

    /// <summary>Each there is.</summary>
    public static readonly IReadOnlyList<StoreProvider> All = [LiteDb, PostgreSql];

    /// <summary>Adds an implementation of every store.</summary>
    public required Func<IServiceCollection, IServiceCollection> AddStores { get; init; }

    /// <summary>What is wrong with a connection string; <see langword="null"/> where nothing is.</summary>
    public required Func<string?, string?> Check { get; init; }

    /// <summary>
    /// Looks whether a server can be used, by its connection string; <see langword="null"/> where there is no server.
    /// </summary>
    public Func<string?, StoreServerFacts>? Look { get; init; }

    /// <summary>
    /// Whether it is elsewhere, so that a connection string leads to it and its data directory holds no readings.
    /// </summary>
    public bool IsServer { get; init; }

    /// <summary>A provider by its name or its word; in any case.</summary>
    public static StoreProvider? Find(string? text) => All.FirstOrDefault(provider =>
        provider.Name.Equals(text, StringComparison.OrdinalIgnoreCase)
            || provider.Word.Equals(text, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
