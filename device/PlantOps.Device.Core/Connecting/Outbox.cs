using PlantOps.Contracts.Json;
using PlantOps.Contracts.Topics;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Publishes under the device's own topics; one buffer for every message.</summary>
internal sealed class Outbox
{
    private readonly IMqttLink _link;
    private readonly string _deviceId;

    public Outbox(IMqttLink link, string deviceId, int maxBytes)
    {
        _link = link;
        _deviceId = deviceId;
        Json = new JsonWriter(new byte[maxBytes]);
    }

    /// <summary>Where the next message is written.</summary>
    public JsonWriter Json { get; }

    /// <summary>Sends what is written, at QoS 1; the id as of <see cref="IMqttLink.Publish"/>.</summary>
    public int Send(TopicKind kind, bool retain) => Publish(kind, true, retain);

    /// <summary>Sends what is written, at QoS 0: the next one says the same and newer.</summary>
    public void SendUnconfirmed(TopicKind kind) => Publish(kind, false, false);

    private int Publish(TopicKind kind, bool atLeastOnce, bool retain) =>
        _link.Publish(DeviceTopic.Format(_deviceId, kind), Json.ToArray(), atLeastOnce, retain);
}
