using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Portal;

/// <summary>
/// The station beside the access point. A network is tried without being stored; the library's “automatic” is the
/// kind of connection that leaves the CLR's configuration on the flash alone.
/// </summary>
internal sealed class PortalStation : IStation
{
    private const int LookMs = 200;

    private readonly WifiAdapter _adapter;
    private readonly INetwork _network;
    private readonly IClock _clock;
    private readonly ISignal _scanned;
    private bool _hasScanned;

    /// <param name="adapter">The one adapter there is: the library keeps every one that it gives away.</param>
    /// <param name="network">Says when there is an address.</param>
    /// <param name="clock">The board's clock.</param>
    public PortalStation(WifiAdapter adapter, INetwork network, IClock clock)
    {
        _adapter = adapter;
        _network = network;
        _clock = clock;
        _scanned = clock.NewSignal();
        _adapter.AvailableNetworksChanged += OnScanned;
    }

    public WifiNetwork[] Scan(int timeoutMs)
    {
        _hasScanned = false;
        try
        {
            _adapter.ScanAsync();
        }
        catch (Exception)
        {
            // The radio is busy or off, of which the library says no more than that.
            return new WifiNetwork[0];
        }

        long deadline = _clock.UptimeMs + timeoutMs;
        while (!_hasScanned && _clock.UptimeMs < deadline)
        {
            _scanned.Wait(LookMs);
        }

        return _hasScanned ? Found() : new WifiNetwork[0];
    }

    // The library gives up by itself after 20 s.
    public JoinResult Join(string ssid, string password, int timeoutMs)
    {
        long deadline = _clock.UptimeMs + timeoutMs;
        _adapter.Disconnect();
        WifiConnectionStatus status = _adapter.Connect(ssid, WifiReconnectionKind.Automatic, password).ConnectionStatus;
        if (status != WifiConnectionStatus.Success)
        {
            // Otherwise the radio goes on trying, and takes the access point with it through all channels.
            _adapter.Disconnect();
            return ResultOf(status);
        }

        while (!_network.IsUp)
        {
            if (_clock.UptimeMs >= deadline)
            {
                _adapter.Disconnect();
                return JoinResult.NoAddress;
            }

            _scanned.Wait(LookMs);
        }

        return JoinResult.Joined;
    }

    public void Keep(string ssid, string password)
    {
        Wireless80211Configuration stored = Stored();
        if (stored.Ssid == ssid && stored.Password == password)
        {
            return;
        }

        stored.Ssid = ssid;
        stored.Password = password;
        stored.SaveConfiguration();
    }

    private static Wireless80211Configuration Stored()
    {
        uint id = 0;
        foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network.NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
            {
                id = network.SpecificConfigId;
            }
        }

        return Wireless80211Configuration.GetAllWireless80211Configurations()[id];
    }

    private WifiNetwork[] Found()
    {
        WifiAvailableNetwork[] available = _adapter.NetworkReport.AvailableNetworks;
        WifiNetwork[] networks = new WifiNetwork[available.Length];
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = new WifiNetwork(available[i].Ssid, (int)available[i].NetworkRssiInDecibelMilliwatts);
        }

        return networks;
    }

    private static JoinResult ResultOf(WifiConnectionStatus status)
    {
        switch (status)
        {
            case WifiConnectionStatus.InvalidCredential: return JoinResult.WrongPassword;
            case WifiConnectionStatus.NetworkNotAvailable: return JoinResult.NotFound;
            default: return JoinResult.Failed;
        }
    }

    private void OnScanned(WifiAdapter sender, object e)
    {
        _hasScanned = true;
        _scanned.Set();
    }
}
