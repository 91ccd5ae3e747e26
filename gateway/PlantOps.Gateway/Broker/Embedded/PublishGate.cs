using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// What becomes of a device's publish: refused, handed to the <see cref="Ingress"/> (what is on disk before it is
/// acknowledged), or left to the MQTT server, whose interceptor hands it on.
/// </summary>
internal sealed class PublishGate(Ingress ingress, ExactlyOnce exactlyOnce, BrokerMetrics metrics)
{
    /// <summary>Decides, and hands over what is to be stored; waits while too much waits for the disk.</summary>
    public async ValueTask<PublishFate> PassAsync(
        Device device, MqttPublishPacket publish, AcknowledgementQueue acknowledgements, CancellationToken cancellationToken)
    {
        var (principal, topic) = (Principal.Device(device.Id), publish.Topic ?? string.Empty);
        if (ingress.Route(principal, topic) is not { } route)
        {
            metrics.Refused("forbidden");
            return PublishFate.Refused;
        }

        var owed = publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce ? null : acknowledgements.Owe(publish);
        if (!route.IsStored) return PublishFate.Passed;
        var inbound = new InboundPublish(principal, topic, publish.Payload, owed ?? (IPublishReceipt)Unacknowledged.Instance);
        if (publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce)
            await TakeOnceAsync(route, inbound, publish.PacketIdentifier, cancellationToken);
        else
            await ingress.TakeAsync(route, inbound, cancellationToken);
        return PublishFate.Taken;
    }

    /// <summary>The client has released a packet identifier of QoS 2.</summary>
    public void Release(int device, ushort packetIdentifier) => exactlyOnce.Release(device, packetIdentifier);

    private async ValueTask TakeOnceAsync(
        PublishRoute route, InboundPublish publish, ushort packetIdentifier, CancellationToken cancellationToken)
    {
        if (!exactlyOnce.TryReceive(route.Device.Number, packetIdentifier))
        {
            await ingress.WaitBehindAsync(route.Device, publish.Receipt, cancellationToken);
            return;
        }

        var outcome = PublishOutcome.Stopping;
        try
        {
            outcome = await ingress.TakeAsync(route, publish, cancellationToken);
        }
        finally
        {
            if (outcome == PublishOutcome.Stopping) exactlyOnce.Release(route.Device.Number, packetIdentifier);
        }
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
