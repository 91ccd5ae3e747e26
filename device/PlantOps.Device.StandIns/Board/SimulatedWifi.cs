using System.Device.Wifi;

namespace PlantOps.Device.StandIns.Board;

/// <summary>The radio and what is on the air.</summary>
internal sealed class SimulatedWifi
{
    public const string NoAddress = "0.0.0.0";

    /// <summary>Networks in reach: name to password and strength, dBm.</summary>
    public Dictionary<string, (string Password, int Rssi)> Networks { get; } = [];

    /// <summary>Whether a network that was joined gives an address.</summary>
    public bool HasDhcp { get; set; } = true;

    /// <summary>The network that was joined; <see langword="null"/> while there is none.</summary>
    public string? Joined { get; set; }

    public string Address => Joined != null && HasDhcp ? "192.168.1.20" : NoAddress;

    public byte[] Mac { get; set; } = [0x24, 0x6F, 0x28, 0x01, 0x02, 0x03];

    /// <summary>How often the configuration was written to the flash.</summary>
    public int Saves { get; set; }

    public string StoredSsid { get; set; } = string.Empty;

    public string StoredPassword { get; set; } = string.Empty;

    public int Scans { get; set; }

    public WifiConnectionStatus Join(string ssid, string password)
    {
        Joined = null;
        if (!Networks.TryGetValue(ssid, out var network)) return WifiConnectionStatus.NetworkNotAvailable;
        if (network.Password != password) return WifiConnectionStatus.InvalidCredential;

        Joined = ssid;
        return WifiConnectionStatus.Success;
    }
}
