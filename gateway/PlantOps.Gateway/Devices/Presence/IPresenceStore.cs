using PlantOps.Gateway.Hosting;
namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Where it is kept when each device was last heard of, by device number, in Unix milliseconds.</summary>
internal interface IPresenceStore
{
    IReadOnlyCollection<KeyValuePair<int, long>> Load();

    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    void Save(IReadOnlyCollection<KeyValuePair<int, long>> lastSeen);
}
