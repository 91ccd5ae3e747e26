using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Backup;

/// <summary>Everything in a LiteDB file of a folder, opened as a gateway would open it.</summary>
internal sealed class SnapshotStore : IDisposable
{
    private readonly ServiceProvider _services;

    /// <exception cref="StoreUnavailableException">It cannot be opened; the message says why.</exception>
    public SnapshotStore(string folder, TimeProvider time)
    {
        var services = new ServiceCollection()
            .AddSingleton(new DataDirectory(folder))
            .AddSingleton(time)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new StoreConnection(null));
        _services = services.AddLiteDbStores().BuildServiceProvider();
        try
        {
            Stores = new StoreSet(_services);
            Stores.Store.Open();
        }
        catch
        {
            _services.Dispose();
            throw;
        }
    }

    public StoreSet Stores { get; }

    /// <summary>Of each collection of a folder's database, which nobody may have open, what it has.</summary>
    public static Dictionary<string, DocumentDigest> Collections(string folder, CancellationToken stopping) =>
        DatabaseDigest.Of(new DataDirectory(folder).Database, stopping)
        .ToDictionary(collection => collection.Key, collection =>
            new DocumentDigest(collection.Value.Count, collection.Value.Hash));

    public void Dispose() => _services.Dispose();
}
