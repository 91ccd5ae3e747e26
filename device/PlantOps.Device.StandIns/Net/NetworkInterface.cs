using PlantOps.Device.StandIns.Board;

namespace System.Net.NetworkInformation;

/// <summary>nanoFramework's network interface: the Wi-Fi station of the board, or its access point.</summary>
public class NetworkInterface
{
    private readonly SimulatedWifi _wifi = SimulatedBoard.Current.Wifi;
    private readonly SimulatedAccessPoint _accessPoint = SimulatedAccessPoint.Current;

    internal NetworkInterface(NetworkInterfaceType type) => NetworkInterfaceType = type;

    public NetworkInterfaceType NetworkInterfaceType { get; }

    public string IPv4Address => NetworkInterfaceType == NetworkInterfaceType.WirelessAP ? _accessPoint.Address : _wifi.Address;

    public byte[] PhysicalAddress => _wifi.Mac;

    public uint SpecificConfigId => 0;

    public static NetworkInterface[] GetAllNetworkInterfaces() =>
        [new(NetworkInterfaceType.Wireless80211), new(NetworkInterfaceType.WirelessAP)];

    /// <summary>Whether an interface has its link.</summary>
    public static bool GetIsNetworkAvailable() => SimulatedBoard.Current.Wifi.Joined != null;

    public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress)
    {
        if (NetworkInterfaceType == NetworkInterfaceType.WirelessAP) _accessPoint.Address = ipv4Address;
    }
}
