using PlantOps.Device.Core.Portal;

namespace PlantOps.VirtualDevice.Portal;

/// <summary>The access point of a virtual device: a port of this machine, which only this machine reaches.</summary>
internal sealed class LoopbackAccessPoint(int port) : IAccessPoint
{
    public const string Address = "127.0.0.1";

    public string Authority => $"{Address}:{port}";

    public AccessPointState Open(string ssid) => AccessPointState.Open;

    public void Close()
    {
    }
}
