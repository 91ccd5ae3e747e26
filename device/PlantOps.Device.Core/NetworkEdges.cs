using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Core;

/// <summary>How a device reaches its gateway.</summary>
internal sealed class NetworkEdges
{
    public NetworkEdges(INetwork wifi, IMqttLink mqtt, IHttp http)
    {
        Wifi = wifi;
        Mqtt = mqtt;
        Http = http;
    }

    public INetwork Wifi { get; }

    public IMqttLink Mqtt { get; }

    public IHttp Http { get; }
}
