using PlantOps.Device.Core.Connecting;

namespace PlantOps.VirtualDevice.Network;

internal sealed class VirtualWifi : INetwork
{
    public bool IsUp { get; set; } = true;

    public int Rssi => -58;

    public bool Connect(int timeoutMs) => IsUp;

    public void Forget()
    {
    }
}
