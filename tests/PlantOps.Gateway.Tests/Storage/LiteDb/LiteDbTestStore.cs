using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>LiteDB in a directory of its own.</summary>
internal sealed class LiteDbTestStore : TestStore
{
    private readonly TemporaryDirectory _directory;

    public LiteDbTestStore()
        : this(new TemporaryDirectory())
    {
    }

    /// <summary>In a directory that may hold a file already.</summary>
    public LiteDbTestStore(TemporaryDirectory directory) => _directory = directory;

    /// <summary>Bytes that the files take.</summary>
    public long Size => Services.GetRequiredService<IStore>().Size();

    protected override void Register(IServiceCollection services) => services.AddSingleton(_directory.Data).AddLiteDbStores();

    protected override void Remove() => _directory.Dispose();
}
