using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>What devices say beside their readings, as it passes through the MQTT server. Last wills pass here too.</summary>
internal sealed class DeviceMessages(DeviceRegistry registry, DevicePresence presence, TelemetryIntake intake, IngestQueue queue, TimeProvider time)
{
    public async Task ReceiveAsync(InterceptingPublishEventArgs publishing)
    {
        // The server's client id is the device's: the channel gave it that name.
        if (registry.Find(publishing.ClientId) is not { } device) return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        presence.Seen(device.Number, now);
        var message = publishing.ApplicationMessage;
        if (TopicAccess.MayPublish(device.Id, message.Topic) != TopicKind.Heartbeat) return;

        var (heartbeat, error) = HeartbeatParser.Parse(message.Payload, now);
        if (heartbeat is not null)
        {
            presence.Heartbeat(device.Number, heartbeat);
            return;
        }

        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.PayloadFormatInvalid;
        await queue.OfferAsync(intake.TakeUnreadable(device, message.Topic, message.Payload, error!), publishing.CancellationToken);
    }
}
