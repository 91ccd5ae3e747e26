using PlantOps.Device.StandIns.Board;

namespace System.Device.Wifi;

public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);

/// <summary>nanoFramework's Wi-Fi adapter. The radio forgets its network when it tries another one.</summary>
public sealed class WifiAdapter : IDisposable
{
    private readonly SimulatedWifi _wifi = SimulatedBoard.Current.Wifi;

    private WifiAdapter()
    {
    }

    public event AvailableNetworksChangedEventHandler? AvailableNetworksChanged;

    public WifiNetworkReport NetworkReport => new(
        [.. _wifi.Networks.Select(
            network => new WifiAvailableNetwork { Ssid = network.Key, NetworkRssiInDecibelMilliwatts = network.Value.Rssi })]);

    public static WifiAdapter[] FindAllAdapters() => [new()];

    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential) =>
        new(_wifi.Join(ssid, passwordCredential));

    public void Disconnect() => _wifi.Joined = null;

    public void ScanAsync()
    {
        _wifi.Scans++;
        AvailableNetworksChanged?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
    }
}
