using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Updates;

/// <summary>Keeps what there is before another program opens it.</summary>
internal interface IBeforeUpdate
{
    /// <summary>Makes a copy that a program can be tried on.</summary>
    /// <exception cref="StoreUnavailableException">There is none; the message says why.</exception>
    Task<KeptBeforeUpdate> Keep(CancellationToken cancellationToken);
}

/// <summary>What was kept. A database on a server has a way of its own: its file is <see langword="null"/>.</summary>
internal sealed class KeptBeforeUpdate
{
    /// <summary>A database file as it is in a data directory.</summary>
    public string? File { get; init; }

    public required StoreContents Contents { get; init; }
}

/// <summary>What a store has, to compare before and after.</summary>
internal sealed class StoreContents
{
    public required int Devices { get; init; }

    public required long Readings { get; init; }

    public static StoreContents Of(StoreView view) => new()
    {
        Devices = view.Devices,
        Readings = view.Tiers.Where(tier => tier.Tier == "raw").Sum(tier => tier.Rows),
    };
}

/// <summary>A copy of the database in the data directory, read through.</summary>
internal sealed class CopyBeforeUpdate(IStore store, StoreStatistics statistics, DataDirectory directory, TimeProvider time)
    : IBeforeUpdate
{
    private const string Prefix = "before-update-";

    public Task<KeptBeforeUpdate> Keep(CancellationToken cancellationToken)
    {
        // The last one is enough: it is as large as the database.
        foreach (var earlier in Directory.EnumerateFiles(directory.Path, Prefix + "*")) File.Delete(earlier);
        var path = directory.File($"{Prefix}{time.GetUtcNow():yyyyMMdd'T'HHmmss}.db");
        return Task.FromResult(store.Copy(path, cancellationToken) is { } copy
            ? new KeptBeforeUpdate { File = copy.File,
                Contents = new StoreContents { Devices = copy.Devices, Readings = copy.Readings } }
            : new KeptBeforeUpdate { Contents = StoreContents.Of(statistics.Read()) });
    }
}
