using System.Buffers;
using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>What devices say beside their readings, as it passes through the MQTT server. Last wills pass here too.</summary>
internal sealed partial class DeviceMessages(
    DeviceRegistry registry, DeviceMessageRouter router, TelemetryIntake intake, IngestQueue queue, BrokerMetrics metrics, TimeProvider time,
    ILogger<DeviceMessages> logger)
{
    /// <summary>Largest message that is retained, in bytes with its properties: it stays in memory.</summary>
    public const int MaxRetainedBytes = 4096;

    public async Task ReceiveAsync(InterceptingPublishEventArgs publishing)
    {
        // The server's client id is the device's: the channel gave it that name.
        if (registry.Find(publishing.ClientId) is not { } device) return;
        var message = publishing.ApplicationMessage;
        var kind = TopicAccess.MayPublish(device.Id, message.Topic);
        if (TryTake(device, kind, message.Payload) is not { } error)
        {
            if (message.Retain && DeviceSession.SizeOf(message) > MaxRetainedBytes) RefuseRetained(publishing);
            return;
        }

        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.PayloadFormatInvalid;
        if (intake.TakeUnreadable(device, message.Topic, message.Payload, error) is { } unreadable)
        {
            await queue.OfferAsync(unreadable, publishing.CancellationToken);
        }
    }

    // An exception would end the connection, and the device would send the same again, for ever.
    private string? TryTake(Device device, TopicKind? kind, ReadOnlySequence<byte> payload)
    {
        try
        {
            return router.Take(device, kind, payload, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception exception) when (exception is not IOException)
        {
            Log.Failed(logger, device.Id, exception);
            return "The gateway failed to read it.";
        }
    }

    private void RefuseRetained(InterceptingPublishEventArgs publishing)
    {
        metrics.Refused("too_large_to_retain");
        publishing.ProcessPublish = false;
        publishing.Response.ReasonCode = MqttPubAckReasonCode.QuotaExceeded;
    }

    private static partial class Log
    {
        [LoggerMessage(3212, LogLevel.Debug, "Message of device {Device} set aside: the gateway failed to take it")]
        public static partial void Failed(ILogger logger, string device, Exception exception);
    }
}
