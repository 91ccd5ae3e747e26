using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Commands;

/// <summary>
/// Forgets the Wi-Fi, and has the next start open the portal. That is asked for first: a power cut after it leaves a
/// device that can be set up, never one without network and without portal.
/// </summary>
internal sealed class WifiForgetting
{
    private readonly IFileStore _files;
    private readonly INetwork _network;
    private readonly IClock _clock;

    public WifiForgetting(IFileStore files, INetwork network, IClock clock)
    {
        _files = files;
        _network = network;
        _clock = clock;
    }

    /// <summary>
    /// Whether the flash took it; otherwise the next start may know the network again. The radio leaves it in any case.
    /// </summary>
    public bool Run()
    {
        bool asked = new PowerCycles(_files, _clock).Ask();
        bool cleared = Clear();
        _network.Forget();
        return asked && cleared;
    }

    // The radio is given what is stored here at each start.
    private bool Clear()
    {
        ConfigurationStore store = new ConfigurationStore(_files);
        DeviceConfiguration? configuration = store.Load();
        if (configuration == null)
        {
            return true;
        }

        configuration.WifiSsid = string.Empty;
        configuration.WifiPassword = string.Empty;
        return store.Save(configuration) && store.Save(configuration);
    }
}
