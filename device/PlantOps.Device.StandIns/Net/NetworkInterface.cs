using PlantOps.Device.StandIns.Board;

namespace System.Net.NetworkInformation;

/// <summary>nanoFramework's network interface: the Wi-Fi station of the board.</summary>
public class NetworkInterface
{
    private readonly SimulatedWifi _wifi = SimulatedBoard.Current.Wifi;

    internal NetworkInterface()
    {
    }

    public NetworkInterfaceType NetworkInterfaceType => NetworkInterfaceType.Wireless80211;

    public string IPv4Address => _wifi.Address;

    public byte[] PhysicalAddress => _wifi.Mac;

    public uint SpecificConfigId => 0;

    public static NetworkInterface[] GetAllNetworkInterfaces() => [new()];

    /// <summary>Whether an interface has its link.</summary>
    public static bool GetIsNetworkAvailable() => SimulatedBoard.Current.Wifi.Joined != null;
}
