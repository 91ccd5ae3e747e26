using PlantOps.Gateway.Storage.LiteDb.Upgrades;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>The LiteDB file as the store of everything.</summary>
internal sealed class LiteDbStore(LiteDbFile file, ILogger<LiteDbUpgrade> logger) : IStore
{
    public string Place => file.Place;

    public void Open() => new LiteDbUpgrade(file, UpgradeSteps.All, logger).Run();

    public long Size() => file.Size();
}
