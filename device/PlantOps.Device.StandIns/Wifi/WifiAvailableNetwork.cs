namespace System.Device.Wifi;

public sealed class WifiAvailableNetwork
{
    public string Ssid { get; internal set; } = string.Empty;

    public double NetworkRssiInDecibelMilliwatts { get; internal set; }
}
