namespace PlantOps.Device.Core.Portal;

/// <summary>A network in reach.</summary>
internal sealed class WifiNetwork
{
    public WifiNetwork(string ssid, int rssi)
    {
        Ssid = ssid;
        Rssi = rssi;
    }

    /// <summary>Its name; empty where it hides it.</summary>
    public string Ssid { get; }

    /// <summary>Strength of its signal, dBm.</summary>
    public int Rssi { get; }

    /// <summary>The strength in a word. −67 dBm is what Wi-Fi planners ask for; below −80 dBm it hardly holds.</summary>
    public string Signal => Rssi >= -67 ? "strong" : Rssi >= -80 ? "fair" : "weak";
}
