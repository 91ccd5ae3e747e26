using System.Diagnostics.CodeAnalysis;
using MQTTnet.Packets;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// What one connection is sent at QoS 1 and 2. No more than the client's receive maximum is on its way at a time (MQTT 5,
/// 4.9); what was sent before in this session is sent again as a duplicate, under the identifier that it had.
/// </summary>
internal sealed class OutgoingPublishes(DeviceSession session, ushort receiveMaximum, Action<MqttPublishPacket> dropped)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, MqttPublishPacket> _inFlight = [];
    private readonly Queue<MqttPublishPacket> _waiting = [];

    private int Maximum => receiveMaximum == 0 ? ushort.MaxValue : receiveMaximum;

    public void Add(MqttPublishPacket publish)
    {
        lock (_gate) _waiting.Enqueue(publish);
    }

    /// <summary>The next that may be sent now. Called in the writer's turn only.</summary>
    public bool TryTake([NotNullWhen(true)] out MqttPublishPacket? publish)
    {
        lock (_gate)
        {
            publish = null;
            if (_inFlight.Count >= Maximum || !_waiting.TryDequeue(out publish)) return false;
            session.Sending(publish);
            _inFlight[publish.PacketIdentifier] = publish;
            return true;
        }
    }

    /// <summary>The client has acknowledged it, or refused it; whether another may be sent.</summary>
    public bool Acknowledged(ushort packetIdentifier)
    {
        lock (_gate)
        {
            if (!_inFlight.Remove(packetIdentifier, out var publish)) return false;
            session.Acknowledged(publish);
            return _waiting.Count > 0;
        }
    }

    /// <summary>The client does not take a packet of that size: it counts as delivered (MQTT 5, 3.1.2.11.4).</summary>
    public void Drop(MqttPublishPacket publish)
    {
        lock (_gate)
        {
            if (_inFlight.Remove(publish.PacketIdentifier)) session.Acknowledged(publish);
        }

        dropped(publish);
    }
}
