using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Storage.LiteDb.Rollups;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>A directory of its own on disk, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plantops-test-").FullName;

    public DataDirectory Data => new(Path);

    public LiteDbFile OpenFile() => new(Data, NullLogger<LiteDbFile>.Instance);

    public static LiteDbReadingStore Store(LiteDbFile file) => new(file, new RollupCollections(file), NullLogger<LiteDbReadingStore>.Instance);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
