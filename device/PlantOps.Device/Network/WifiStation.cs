using System.Device.Wifi;
using System.Net.NetworkInformation;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Network;

/// <summary>
/// The Wi-Fi station. The network's name and password are in the CLR's own configuration on the flash, which connects
/// with them by itself after a start and after a loss; joining again here writes nothing.
/// </summary>
internal sealed class WifiStation : INetwork
{
    private const int LookMs = 200;

    // The library knows a signal's strength only from a scan, and a scan takes the radio off its channel for 2 s.
    private const int ScanPeriodMs = 30 * 60000;

    private readonly IClock _clock;
    private readonly WifiAdapter _adapter;
    private string _ssid = string.Empty;
    private long _scanDueMs;
    private int _rssi;

    /// <param name="clock">The board's clock.</param>
    /// <param name="adapter">One adapter for good: the library keeps every one that it gave away.</param>
    public WifiStation(IClock clock, WifiAdapter adapter)
    {
        _clock = clock;
        _adapter = adapter;
        _adapter.AvailableNetworksChanged += OnScanned;
    }

    /// <summary>Whether there is a link and an address; an address alone outlives its link by two minutes.</summary>
    public bool IsUp => NetworkInterface.GetIsNetworkAvailable() && HasAddress();

    /// <summary>Strength at the last scan, dBm, at most half an hour old; 0 before the first.</summary>
    public int Rssi
    {
        get
        {
            if (_clock.UptimeMs >= _scanDueMs)
            {
                Scan();
            }

            return _rssi;
        }
    }

    /// <summary>
    /// Joins the stored network. The library gives up by itself after 20 s where the network neither takes nor refuses
    /// the device, so that a shorter deadline can be passed by that much.
    /// </summary>
    public bool Connect(int timeoutMs)
    {
        Wireless80211Configuration stored = Stored();
        if (stored.Ssid == null || stored.Ssid.Length == 0)
        {
            return false;
        }

        long deadline = _clock.UptimeMs + timeoutMs;
        _ssid = stored.Ssid;
        WifiConnectionResult result = _adapter.Connect(stored.Ssid, WifiReconnectionKind.Automatic, stored.Password);
        return result.ConnectionStatus == WifiConnectionStatus.Success && WaitForAddress(deadline);
    }

    public void Forget()
    {
        Wireless80211Configuration stored = Stored();
        stored.Ssid = string.Empty;
        stored.Password = string.Empty;
        stored.SaveConfiguration();
        _adapter.Disconnect();
    }

    private static Wireless80211Configuration Stored()
    {
        Wireless80211Configuration[] all = Wireless80211Configuration.GetAllWireless80211Configurations();
        return all[Interface().SpecificConfigId];
    }

    private static NetworkInterface Interface()
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        int found = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
            {
                found = i;
            }
        }

        return all[found];
    }

    private static bool HasAddress()
    {
        string address = Interface().IPv4Address;
        return address != null && address.Length > 0 && address[0] != '0';
    }

    private bool WaitForAddress(long deadlineMs)
    {
        ISignal pause = _clock.NewSignal();
        while (!HasAddress())
        {
            if (_clock.UptimeMs >= deadlineMs)
            {
                return false;
            }

            pause.Wait(LookMs);
        }

        return true;
    }

    private void Scan()
    {
        _scanDueMs = _clock.UptimeMs + ScanPeriodMs;
        try
        {
            _adapter.ScanAsync();
        }
        catch (System.Exception)
        {
            // The radio is busy, of which the library says no more than that. The strength stays the last one.
        }
    }

    private void OnScanned(WifiAdapter sender, object e)
    {
        string ssid = _ssid.Length > 0 ? _ssid : Stored().Ssid;
        WifiAvailableNetwork[] networks = sender.NetworkReport.AvailableNetworks;
        int strongest = int.MinValue;
        for (int i = 0; i < networks.Length; i++)
        {
            int rssi = (int)networks[i].NetworkRssiInDecibelMilliwatts;
            if (networks[i].Ssid == ssid && rssi > strongest)
            {
                strongest = rssi;
            }
        }

        if (strongest > int.MinValue)
        {
            _rssi = strongest;
        }
    }
}
