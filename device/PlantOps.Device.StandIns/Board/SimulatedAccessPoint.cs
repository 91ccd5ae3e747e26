using System.Net.NetworkInformation;
using Iot.Device.DhcpServer;
using Iot.Device.DnsServer;

namespace PlantOps.Device.StandIns.Board;

/// <summary>The access point of the board of this flow of execution, as it is on the flash and as it runs.</summary>
internal sealed class SimulatedAccessPoint
{
    private static readonly AsyncLocal<SimulatedAccessPoint?> Flow = new();

    public static SimulatedAccessPoint Current
    {
        get => Flow.Value ??= new SimulatedAccessPoint();
        set => Flow.Value = value;
    }

    public string Ssid { get; set; } = "nano_2F2A";

    public WirelessAPConfiguration.ConfigurationOptions Options { get; set; } =
        WirelessAPConfiguration.ConfigurationOptions.Disable;

    public string Address { get; set; } = SimulatedWifi.NoAddress;

    /// <summary>How often the configuration was written to the flash.</summary>
    public int Saves { get; set; }

    /// <summary>The DHCP server that runs.</summary>
    public DhcpServer? Dhcp { get; set; }

    /// <summary>The DNS server that runs.</summary>
    public DnsServer? Dns { get; set; }
}
