using System.Text;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// What the gateway knows of a device's session beside the MQTT server: its subscriptions, what waits for it, what was sent
/// to it. All of it is bounded: the server itself would keep any number of any length.
/// </summary>
/// <param name="opened">The CONNECT that began it: the server looks there how long the session lasts.</param>
internal sealed class DeviceSession(MqttConnectPacket opened)
{
    /// <summary>Subscriptions of a session; a device needs three.</summary>
    public const int MaxSubscriptions = 16;

    /// <summary>Longest topic filter, in bytes; a device's own topics have less than 40.</summary>
    public const int MaxFilterBytes = 256;

    /// <summary>Messages that may wait for a device, or for its acknowledgement.</summary>
    public const int MaxWaiting = 1000;

    /// <summary>Bytes that may wait for a device, or for its acknowledgement.</summary>
    public const long MaxWaitingBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, MqttQualityOfServiceLevel> _subscriptions = [];
    private readonly Dictionary<MqttPublishPacket, ushort> _sent = [];
    private Waiting _acknowledged;
    private Waiting _unacknowledged;

    public int Subscriptions
    {
        get
        {
            lock (_gate) return _subscriptions.Count;
        }
    }

    /// <summary>Bytes that wait.</summary>
    public long WaitingBytes
    {
        get
        {
            lock (_gate) return _acknowledged.Bytes + _unacknowledged.Bytes;
        }
    }

    /// <summary>How long the session lasts without a connection, in seconds.</summary>
    public void ExpiresAfter(uint seconds) => opened.SessionExpiryInterval = seconds;

    /// <summary>Its device is back: what was to be sent at QoS 0 was let go of by the server.</summary>
    public void Resume()
    {
        lock (_gate) _unacknowledged = default;
    }

    /// <summary>Notes a subscription; <see langword="false"/> where it is one too many, or too long.</summary>
    public bool TrySubscribe(MqttTopicFilter filter)
    {
        if (Encoding.UTF8.GetByteCount(filter.Topic) > MaxFilterBytes) return false;
        lock (_gate)
        {
            if (_subscriptions.Count >= MaxSubscriptions && !_subscriptions.ContainsKey(filter.Topic)) return false;
            _subscriptions[filter.Topic] = filter.QualityOfServiceLevel;
            return true;
        }
    }

    /// <summary>Whether a subscription takes messages on a topic.</summary>
    public bool Wants(string topic)
    {
        lock (_gate)
            return _subscriptions.Keys.Any(
                filter => MqttTopicFilterComparer.Compare(topic, filter) == MqttTopicFilterCompareResult.IsMatch);
    }

    public void Unsubscribe(string filter)
    {
        lock (_gate) _subscriptions.Remove(filter);
    }

    /// <summary>Counts a message that is to be sent; <see langword="false"/> where too much waits already.</summary>
    public bool TryQueue(MqttApplicationMessage message)
    {
        var bytes = SizeOf(message);
        lock (_gate)
        {
            if (_acknowledged.Messages + _unacknowledged.Messages >= MaxWaiting) return false;
            if (_acknowledged.Bytes + _unacknowledged.Bytes + bytes > MaxWaitingBytes) return false;
            if (message.QualityOfServiceLevel > 0 && IsAcknowledged(message.Topic)) _acknowledged = _acknowledged.Plus(bytes);
            else _unacknowledged = _unacknowledged.Plus(bytes);
            return true;
        }
    }

    /// <summary>
    /// A publish goes out. At QoS 1 and 2, where it went out before, it gets its first identifier back and says that it is a
    /// duplicate (MQTT-4.4.0-1, MQTT-3.3.1-1); the server numbers it anew with each connection.
    /// </summary>
    public void Sending(MqttPublishPacket publish)
    {
        lock (_gate)
        {
            if (publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
            {
                _unacknowledged = _unacknowledged.Minus(SizeOf(publish));
                return;
            }

            publish.Dup = _sent.TryGetValue(publish, out var identifier);
            if (publish.Dup) publish.PacketIdentifier = identifier;
            else _sent[publish] = publish.PacketIdentifier;
        }
    }

    public void Acknowledged(MqttPublishPacket publish)
    {
        lock (_gate)
        {
            _sent.Remove(publish);
            _acknowledged = _acknowledged.Minus(SizeOf(publish));
        }
    }

    /// <summary>What a message takes, in bytes.</summary>
    public static long SizeOf(MqttApplicationMessage message) =>
        message.Payload.Length + SizeOf(message.Topic) + SizeOf(message.ContentType) + SizeOf(message.ResponseTopic)
        + SizeOf(message.UserProperties) + (message.CorrelationData?.Length ?? 0);

    private static long SizeOf(MqttPublishPacket publish) =>
        publish.Payload.Length + SizeOf(publish.Topic) + SizeOf(publish.ContentType) + SizeOf(publish.ResponseTopic)
        + SizeOf(publish.UserProperties) + (publish.CorrelationData?.Length ?? 0);

    private static long SizeOf(string? text) => 2L * (text?.Length ?? 0);

    private static long SizeOf(List<MqttUserProperty>? properties) =>
        properties?.Sum(property => SizeOf(property.Name) + property.ValueBuffer.Length) ?? 0;

    private bool IsAcknowledged(string topic) => _subscriptions.Any(subscription => subscription.Value > 0
        && MqttTopicFilterComparer.Compare(topic, subscription.Key) == MqttTopicFilterCompareResult.IsMatch);

    private readonly record struct Waiting(int Messages, long Bytes)
    {
        public Waiting Plus(long bytes) => new(Messages + 1, Bytes + bytes);

        public Waiting Minus(long bytes) => new(Math.Max(0, Messages - 1), Math.Max(0, Bytes - bytes));
    }
}
