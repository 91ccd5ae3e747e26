using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>The topic aliases of one MQTT 5 connection (MQTT 5, 3.3.2.3.4).</summary>
internal sealed class TopicAliases
{
    /// <summary>Aliases a client may use; a device has five topics to publish to.</summary>
    public const ushort Maximum = 16;

    private readonly string?[] _topics = new string?[Maximum + 1];

    /// <summary>Gives the publish its topic where it only names the alias.</summary>
    /// <exception cref="RefusedPacketException">The alias is not one that the client may use, or is not known.</exception>
    public void Resolve(MqttPublishPacket publish)
    {
        var isNamed = !string.IsNullOrEmpty(publish.Topic);
        if (publish.TopicAlias > Maximum)
            throw RefusedPacketException.Malformed(MqttDisconnectReasonCode.TopicAliasInvalid, "A topic alias that is too high.");
        if (isNamed && publish.TopicAlias != 0) _topics[publish.TopicAlias] = publish.Topic;
        else if (isNamed) return;
        else if (publish.TopicAlias != 0 && _topics[publish.TopicAlias] is { } topic) publish.Topic = topic;
        else throw RefusedPacketException.NotAllowed("A publish without a topic, and without an alias that is known.");
        publish.TopicAlias = 0;
    }
}
