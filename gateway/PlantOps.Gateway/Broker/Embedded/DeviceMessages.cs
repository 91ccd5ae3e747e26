using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>What devices say beside their readings, as it passes through the MQTT server. Last wills pass here too.</summary>
internal sealed class DeviceMessages(Ingress ingress, DevicePresence presence, BrokerMetrics metrics, TimeProvider time)
{
    /// <summary>Largest message that is retained, in bytes with its properties: it stays in memory.</summary>
    public const int MaxRetainedBytes = 4096;

    public async Task ReceiveAsync(InterceptingPublishEventArgs publishing)
    {
        var message = publishing.ApplicationMessage;

        // The server's client id is the device's: the channel gave it that name.
        var device = Principal.Device(publishing.ClientId);
        if (ingress.Route(device, message.Topic) is not { } route) return;
        if (route.IsStored)
        {
            // A copy for the device itself of what is on its way to disk, or a last will.
            presence.Seen(route.Device.Number, time.GetUtcNow().ToUnixTimeMilliseconds());
            RefuseTooLargeToRetain(publishing);
            return;
        }

        // The server answers as soon as this returns: nobody waits for what cannot be read to be kept.
        var inbound = new InboundPublish(device, message.Topic, message.Payload, Unacknowledged.Instance);
        if (await ingress.TakeAsync(route, inbound, publishing.CancellationToken) == PublishOutcome.Taken)
        {
            RefuseTooLargeToRetain(publishing);
            return;
        }

        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.PayloadFormatInvalid;
    }

    private void RefuseTooLargeToRetain(InterceptingPublishEventArgs publishing)
    {
        if (!publishing.ApplicationMessage.Retain || DeviceSession.SizeOf(publishing.ApplicationMessage) <= MaxRetainedBytes)
            return;
        metrics.Refused("too_large_to_retain");
        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.QuotaExceeded;
    }
}
