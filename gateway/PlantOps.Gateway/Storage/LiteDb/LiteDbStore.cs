using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Storage.LiteDb.Upgrades;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>The LiteDB file as the store of everything.</summary>
internal sealed class LiteDbStore(LiteDbFile file, IServiceProvider services, ILogger<LiteDbUpgrade> logger) : IStore
{
    public string Place => file.Place;

    public string? Displaced => file.Displaced;

    public void Open()
    {
        new LiteDbUpgrade(file, UpgradeSteps.All, logger).Run();
        file.CheckCollections();
    }

    // Not before it is opened: the stores read what an upgrade may change.
    public void Settle() => services.GetRequiredService<ReadingFolder>().Fold();

    public StoreCopyView? Copy(string path, CancellationToken stopping = default)
    {
        file.CopyTo(path, stopping);
        return CopyCheck.Read(path, stopping);
    }

    public long Size() => file.Size();
}
