using System.Diagnostics;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// The answer that one publish is owed: a PUBACK for QoS 1, a PUBREC for QoS 2. It goes out in its turn, once it is
/// <see cref="IsDue"/>.
/// </summary>
internal sealed class Acknowledgement(AcknowledgementQueue queue, MqttPublishPacket publish) : IPublishReceipt
{
    private readonly long _receivedAt = Stopwatch.GetTimestamp();
    private volatile bool _isDue;

    public ushort PacketIdentifier { get; } = publish.PacketIdentifier;

    public MqttQualityOfServiceLevel QualityOfService { get; } = publish.QualityOfServiceLevel;

    /// <summary>What a MQTT 5 client is told; a message set aside is stored, but not as a reading.</summary>
    public MqttPubAckReasonCode Reason { get; private set; } = MqttPubAckReasonCode.Success;

    /// <summary>The MQTT server's own answer, for a publish that it handled.</summary>
    public MqttPacket? Answer { get; private set; }

    public bool IsDue => _isDue;

    public TimeSpan Age => Stopwatch.GetElapsedTime(_receivedAt);

    /// <summary>Nothing is to be waited for.</summary>
    public void SettleWith(MqttPubAckReasonCode reason)
    {
        Reason = reason;
        _isDue = true;
        queue.SendDue();
    }

    public void SettleWith(MqttPacket answer)
    {
        Answer = answer;
        _isDue = true;
        queue.SendDue();
    }

    public void Unreadable(string? reason) => Reason = MqttPubAckReasonCode.PayloadFormatInvalid;

    public void Stored() => _isDue = true;

    public void GroupStored() => queue.SendDue();
}
