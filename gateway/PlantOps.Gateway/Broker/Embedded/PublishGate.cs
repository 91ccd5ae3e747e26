using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// What becomes of a device's publish: refused, taken to disk before it is acknowledged (telemetry, and what arrives
/// on a topic below the device's own that this version does not know), or left to the MQTT server.
/// </summary>
internal sealed class PublishGate(
    TelemetryIntake intake, IngestQueue queue, ExactlyOnce exactlyOnce, DevicePresence presence, BrokerMetrics metrics, TimeProvider time)
{
    /// <summary>Decides, and takes what is to be taken; waits while the queue is full.</summary>
    public async ValueTask<PublishFate> PassAsync(
        Device device, MqttPublishPacket publish, AcknowledgementQueue acknowledgements, CancellationToken cancellationToken)
    {
        var kind = TopicAccess.MayPublish(device.Id, publish.Topic ?? string.Empty);
        if (kind is null)
        {
            metrics.Refused("forbidden");
            return PublishFate.Refused;
        }

        var owed = publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce ? null : acknowledgements.Owe(publish);
        switch (kind)
        {
            case TopicKind.Telemetry or TopicKind.Unknown:
                presence.Seen(device.Number, time.GetUtcNow().ToUnixTimeMilliseconds());
                await TakeAsync(device, publish, kind.Value, owed, cancellationToken);
                return PublishFate.Taken;
            default:
                return PublishFate.Passed;
        }
    }

    public void Release(Device device, ushort packetIdentifier) => exactlyOnce.Release(device.Number, packetIdentifier);

    private async ValueTask TakeAsync(
        Device device, MqttPublishPacket publish, TopicKind kind, Acknowledgement? owed, CancellationToken cancellationToken)
    {
        var receipt = owed ?? (IReceipt)Unacknowledged.Instance;
        if (publish.QualityOfServiceLevel != MqttQualityOfServiceLevel.ExactlyOnce)
        {
            if (Read(device, publish, kind, receipt) is { } read) await queue.OfferAsync(read, cancellationToken);
            else owed?.SettleWith(MqttPubAckReasonCode.PayloadFormatInvalid);
            return;
        }

        // A repeat stores nothing, but stands in line: what it repeats may not be on disk yet.
        var isNew = exactlyOnce.TryReceive(device.Number, publish.PacketIdentifier);
        var message = (isNew ? Read(device, publish, kind, receipt) : null)
            ?? new InboundMessage(receipt, null, null) { DeviceId = device.Id };
        var taken = false;
        try
        {
            taken = await queue.OfferAsync(message, cancellationToken);
        }
        finally
        {
            if (isNew && !taken) exactlyOnce.Release(device.Number, publish.PacketIdentifier);
        }
    }

    private InboundMessage? Read(Device device, MqttPublishPacket publish, TopicKind kind, IReceipt receipt)
    {
        var message = kind == TopicKind.Telemetry
            ? intake.Take(device, publish.Topic, publish.Payload, receipt)
            : intake.TakeUnknown(device, publish.Topic, publish.Payload, receipt);
        if (message?.Readings is null && receipt is Acknowledgement owed) owed.Reason = MqttPubAckReasonCode.PayloadFormatInvalid;
        return message;
    }
}

internal enum PublishFate
{
    /// <summary>The MQTT server handles it and answers.</summary>
    Passed,

    /// <summary>It is on its way to disk and is answered from there.</summary>
    Taken,

    /// <summary>The device may not publish there; nothing is owed yet.</summary>
    Refused,
}
