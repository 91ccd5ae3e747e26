using System.Net;
using PlantOps.Device.StandIns.Board;

namespace Iot.Device.DhcpServer;

/// <summary>nanoFramework.IoT.Device's DHCP server: it notes what it was told and gives out nothing.</summary>
public class DhcpServer : IDisposable
{
    public string CaptivePortalUrl { get; set; } = string.Empty;

    public IPAddress? DnsServer { get; set; }

    public IPAddress? Gateway { get; set; }

    public bool Start(IPAddress address, IPAddress mask, ushort timeToLeave)
    {
        SimulatedAccessPoint.Current.Dhcp = this;
        return true;
    }

    public void Stop() => SimulatedAccessPoint.Current.Dhcp = null;

    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }
}
