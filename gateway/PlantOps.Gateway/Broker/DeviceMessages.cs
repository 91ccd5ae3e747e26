using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>What devices say beside their readings, as it passes through the MQTT server. Last wills pass here too.</summary>
internal sealed class DeviceMessages(
    DeviceRegistry registry, DeviceNews news, TelemetryIntake intake, IngestQueue queue, TimeProvider time)
{
    public async Task ReceiveAsync(InterceptingPublishEventArgs publishing)
    {
        // The server's client id is the device's: the channel gave it that name.
        if (registry.Find(publishing.ClientId) is not { } device) return;
        var message = publishing.ApplicationMessage;
        var kind = TopicAccess.MayPublish(device.Id, message.Topic);
        if (news.Take(device, kind, message.Payload, time.GetUtcNow().ToUnixTimeMilliseconds()) is not { } error) return;

        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.PayloadFormatInvalid;
        await queue.OfferAsync(intake.TakeUnreadable(device, message.Topic, message.Payload, error), publishing.CancellationToken);
    }
}
