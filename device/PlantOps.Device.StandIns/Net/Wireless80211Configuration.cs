using PlantOps.Device.StandIns.Board;

namespace System.Net.NetworkInformation;

/// <summary>The network that the CLR keeps in its configuration.</summary>
public class Wireless80211Configuration
{
    private readonly SimulatedWifi _wifi = SimulatedBoard.Current.Wifi;

    public Wireless80211Configuration(uint id)
    {
        Id = id;
        Ssid = _wifi.StoredSsid;
        Password = _wifi.StoredPassword;
    }

    public uint Id { get; }

    public string Ssid { get; set; }

    public string Password { get; set; }

    public static Wireless80211Configuration[] GetAllWireless80211Configurations() => [new(0)];

    public void SaveConfiguration()
    {
        _wifi.Saves++;
        _wifi.StoredSsid = Ssid;
        _wifi.StoredPassword = Password;
    }
}
