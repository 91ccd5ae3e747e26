using MQTTnet.Packets;

namespace PlantOps.Gateway.Broker;

/// <summary>The topic aliases of one MQTT 5 connection (MQTT 5, 3.3.2.3.4).</summary>
internal sealed class TopicAliases
{
    /// <summary>Aliases a client may use; a device has five topics to publish to.</summary>
    public const ushort Maximum = 16;

    private readonly string?[] _topics = new string?[Maximum + 1];

    /// <summary>Gives the publish its topic where it only names the alias; an alias that is not known leaves it empty.</summary>
    public void Resolve(MqttPublishPacket publish)
    {
        if (publish.TopicAlias is 0 or > Maximum) return;
        if (string.IsNullOrEmpty(publish.Topic))
        {
            publish.Topic = _topics[publish.TopicAlias];
        }
        else
        {
            _topics[publish.TopicAlias] = publish.Topic;
        }
    }
}
