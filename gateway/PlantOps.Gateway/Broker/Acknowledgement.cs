using System.Diagnostics;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// The answer that one publish is owed: a PUBACK for QoS 1, a PUBREC for QoS 2. It goes out in its turn, once it is
/// <see cref="IsDue"/>.
/// </summary>
internal sealed class Acknowledgement(AcknowledgementQueue queue, MqttPublishPacket publish) : IReceipt
{
    private volatile bool _isDue;

    public ushort PacketIdentifier { get; } = publish.PacketIdentifier;

    public MqttQualityOfServiceLevel QualityOfService { get; } = publish.QualityOfServiceLevel;

    /// <summary>What a MQTT 5 client is told; a message set aside is stored, but not as a reading.</summary>
    public MqttPubAckReasonCode Reason { get; set; } = MqttPubAckReasonCode.Success;

    public long ReceivedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>The broker's own answer, for a publish that it handles itself.</summary>
    public MqttPacket? Answer { get; private set; }

    public bool IsDue => _isDue;

    public void AnswerWith(MqttPacket packet)
    {
        Answer = packet;
        _isDue = true;
    }

    public void Stored() => _isDue = true;

    public void GroupStored() => queue.SendDue();
}
