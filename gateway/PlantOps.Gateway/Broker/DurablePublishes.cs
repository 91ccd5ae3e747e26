using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// The publishes of one connection that must be on disk before they are acknowledged: telemetry, and what arrives
/// on a topic of the device's own that this version does not know.
/// </summary>
internal sealed class DurablePublishes(TelemetryIntake intake, IngestQueue queue)
{
    // QoS 2: received, and not to be taken again until the client releases the identifier (MQTT 3.1.1, 4.3.3).
    private readonly HashSet<ushort> _unreleased = [];

    /// <summary>
    /// Takes the publish if it is one of these; waits while the queue is full. The MQTT server must not acknowledge it
    /// then.
    /// </summary>
    public async ValueTask<bool> TryTakeAsync(
        Device device, MqttPublishPacket publish, AcknowledgementQueue acknowledgements, CancellationToken cancellationToken)
    {
        var kind = TopicAccess.MayPublish(device.Id, publish.Topic ?? string.Empty);
        if (kind is not (TopicKind.Telemetry or TopicKind.Unknown)) return false;

        IReceipt receipt = Unacknowledged.Instance;
        if (publish.QualityOfServiceLevel > MqttQualityOfServiceLevel.AtMostOnce)
        {
            var acknowledgement = new Acknowledgement(acknowledgements, publish);
            acknowledgements.Add(acknowledgement);
            receipt = acknowledgement;
            if (IsRepeated(publish))
            {
                acknowledgement.Stored();
                acknowledgement.GroupStored();
                return true;
            }
        }

        var message = kind == TopicKind.Telemetry
            ? intake.Take(device, publish.Topic!, publish.Payload, receipt)
            : intake.TakeUnknown(device, publish.Topic!, publish.Payload, receipt);
        if (message.SetAside is not null && receipt is Acknowledgement owed) owed.Reason = MqttPubAckReasonCode.PayloadFormatInvalid;
        await queue.OfferAsync(message, cancellationToken);
        return true;
    }

    public void Release(ushort packetIdentifier) => _unreleased.Remove(packetIdentifier);

    private bool IsRepeated(MqttPublishPacket publish) =>
        publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce && !_unreleased.Add(publish.PacketIdentifier);
}
