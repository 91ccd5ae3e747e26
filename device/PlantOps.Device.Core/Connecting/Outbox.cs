using PlantOps.Contracts.Json;
using PlantOps.Contracts.Topics;

namespace PlantOps.Device.Core.Connecting;

/// <summary>
/// Publishes under the device's own topics, one message after the other. A short one is written into a buffer that is
/// always there, a long one into its own, which is gone before the message is handed over.
/// </summary>
internal sealed class Outbox
{
    /// <summary>Room for a status, a heartbeat, or one reading.</summary>
    public const int ShortBytes = 768;

    private readonly IMqttLink _link;
    private readonly string _deviceId;
    private readonly int _maxBytes;
    private readonly JsonWriter _short = new JsonWriter(new byte[ShortBytes]);
    private JsonWriter _json;

    public Outbox(IMqttLink link, string deviceId, int maxBytes)
    {
        _link = link;
        _deviceId = deviceId;
        _maxBytes = maxBytes;
        _json = _short;
    }

    /// <summary>Where the next message is written.</summary>
    /// <param name="isLong">Whether it may need more than <see cref="ShortBytes"/>.</param>
    public JsonWriter Begin(bool isLong)
    {
        _json = isLong ? new JsonWriter(new byte[_maxBytes]) : _short;
        _json.Reset();
        return _json;
    }

    /// <summary>Sends what is written, at QoS 1; the id as of <see cref="IMqttLink.Publish"/>.</summary>
    public int Send(TopicKind kind, bool retain) => Publish(kind, true, retain);

    /// <summary>Sends what is written, at QoS 0: the next one says the same and newer.</summary>
    public void SendUnconfirmed(TopicKind kind) => Publish(kind, false, false);

    private int Publish(TopicKind kind, bool atLeastOnce, bool retain)
    {
        byte[] payload = _json.ToArray();
        _json = _short;
        return _link.Publish(DeviceTopic.Format(_deviceId, kind), payload, atLeastOnce, retain);
    }
}
