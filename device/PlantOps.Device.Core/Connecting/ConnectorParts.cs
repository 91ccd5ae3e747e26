using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Connecting;

/// <summary>What a <see cref="Connector"/> works with.</summary>
internal sealed class ConnectorParts
{
    public ConnectorParts(INetwork network, IMqttLink link, TimeKeeper time, IClock clock, IEventLog log)
    {
        Network = network;
        Link = link;
        Time = time;
        Clock = clock;
        Log = log;
    }

    public INetwork Network { get; }

    public IMqttLink Link { get; }

    public TimeKeeper Time { get; }

    public IClock Clock { get; }

    public IEventLog Log { get; }
}
