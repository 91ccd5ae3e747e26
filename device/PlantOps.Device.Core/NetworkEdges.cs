using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core;

/// <summary>How a device reaches its gateway.</summary>
internal sealed class NetworkEdges
{
    public NetworkEdges(INetwork wifi, IMqttLink mqtt, IHttp http, ITimeServer timeServer)
    {
        Wifi = wifi;
        Mqtt = mqtt;
        Http = http;
        TimeServer = timeServer;
    }

    public INetwork Wifi { get; }

    public IMqttLink Mqtt { get; }

    public IHttp Http { get; }

    public ITimeServer TimeServer { get; }
}
