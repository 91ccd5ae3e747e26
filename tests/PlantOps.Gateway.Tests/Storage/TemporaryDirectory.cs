using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Storage.LiteDb.Rollups;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>A directory of its own on disk, gone afterwards.</summary>
internal sealed class TemporaryDirectory(string path) : IDisposable
{
    private const string Memory = "/dev/shm";

    public TemporaryDirectory()
        : this(Directory.CreateTempSubdirectory("plantops-test-").FullName)
    {
    }

    public string Path => path;

    public DataDirectory Data => new(Path);

    /// <summary>Where there is memory for it, for what would wait for the disk all the time and is not about it.</summary>
    public static TemporaryDirectory InMemory()
    {
        if (!Directory.Exists(Memory)) return new TemporaryDirectory();
        var path = System.IO.Path.Combine(Memory, $"plantops-test-{Guid.NewGuid():N}");
        return new TemporaryDirectory(Directory.CreateDirectory(path).FullName);
    }

    public LiteDbFile OpenFile() => new(Data, NullLogger<LiteDbFile>.Instance);

    public static LiteDbReadingStore Store(LiteDbFile file) =>
        new(file, new RollupCollections(file), NullLogger<LiteDbReadingStore>.Instance);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
