using System.Buffers;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// The one way in for what devices say, whichever broker brings it: who may publish where, readings to disk before they are
/// acknowledged, what cannot be read set aside, and the rest to whom it concerns.
/// </summary>
internal sealed partial class Ingress(
    DeviceRegistry devices, DevicePresence presence, TelemetryIntake intake, DeviceMessageRouter router, IngestQueue queue,
    TimeProvider time, ILogger<Ingress> logger)
{
    private const string NotTaken = "The gateway failed to read it.";

    /// <summary>Is told of telemetry as it comes, whoever publishes it; must not wait, and keeps none of the payload.</summary>
    public Action<string, ReadOnlySequence<byte>>? Heard { get; set; }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Where a publish of the principal belongs; <see langword="null"/> where it may not publish there.</summary>
    public PublishRoute? Route(Principal principal, string topic) =>
        TopicAccess.MayPublish(principal, topic) is { } parsed && devices.Find(parsed.DeviceId) is { } device
            ? new PublishRoute(device, parsed.Kind)
            : null;

    /// <summary>Takes a publish; waits while too much waits for the disk.</summary>
    public async ValueTask<PublishOutcome> TakeAsync(InboundPublish publish, CancellationToken cancellationToken) =>
        Route(publish.Principal, publish.Topic) is { } route
            ? await TakeAsync(route, publish, cancellationToken)
            : PublishOutcome.Forbidden;

    /// <summary>The same, where its route is known already.</summary>
    public ValueTask<PublishOutcome> TakeAsync(PublishRoute route, InboundPublish publish, CancellationToken cancellationToken) =>
        route.IsStored ? StoreAsync(route, publish, cancellationToken) : HandleAsync(route, publish, cancellationToken);

    /// <summary>
    /// Tells a receipt when what the device published before is on disk: a repeat stores nothing, but what it repeats may not
    /// be there yet. <see langword="false"/> where the gateway stops.
    /// </summary>
    public ValueTask<bool> WaitBehindAsync(Device device, IReceipt receipt, CancellationToken cancellationToken) =>
        queue.OfferAsync(new InboundMessage(receipt, null, null) { DeviceId = device.Id }, cancellationToken);

    private ValueTask<PublishOutcome> StoreAsync(PublishRoute route, InboundPublish publish, CancellationToken cancellationToken)
    {
        presence.Seen(route.Device.Number, Now);
        return OfferAsync(TryRead(route, publish), publish.Receipt, cancellationToken);
    }

    private ValueTask<PublishOutcome> HandleAsync(PublishRoute route, InboundPublish publish, CancellationToken cancellationToken)
    {
        if (TryHandle(route, publish) is { } error)
        {
            var unreadable = intake.TakeUnreadable(route.Device, publish.Topic, publish.Payload, error, publish.Receipt);
            return OfferAsync(unreadable, publish.Receipt, cancellationToken);
        }

        Settle(publish.Receipt);
        return ValueTask.FromResult(PublishOutcome.Taken);
    }

    private async ValueTask<PublishOutcome> OfferAsync(
        InboundMessage? message, IPublishReceipt receipt, CancellationToken cancellationToken)
    {
        var isRead = message?.IsRead == true;
        if (!isRead) receipt.Unreadable(message?.SetAside?.Detail);
        if (message is null) Settle(receipt);
        else if (!await queue.OfferAsync(message, cancellationToken)) return PublishOutcome.Stopping;
        return isRead ? PublishOutcome.Taken : PublishOutcome.Unreadable;
    }

    private InboundMessage? TryRead(PublishRoute route, InboundPublish publish)
    {
        var (device, topic, payload, receipt) = (route.Device, publish.Topic, publish.Payload, publish.Receipt);
        try
        {
            if (route.Kind != TopicKind.Telemetry) return intake.TakeUnknown(device, topic, payload, receipt);
            Heard?.Invoke(topic, payload);
            return intake.Take(device, topic, payload, receipt);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            Log.Failed(logger, device.Id, exception);
            return intake.TakeUnreadable(device, topic, payload, NotTaken, receipt);
        }
    }

    // An exception would end the connection, and the device would send the same again, for ever.
    private string? TryHandle(PublishRoute route, InboundPublish publish)
    {
        try
        {
            return router.Take(route.Device, route.Kind, publish.Payload, Now);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            Log.Failed(logger, route.Device.Id, exception);
            return NotTaken;
        }
    }

    private static void Settle(IPublishReceipt receipt)
    {
        receipt.Stored();
        receipt.GroupStored();
    }

    private static partial class Log
    {
        [LoggerMessage(3212, LogLevel.Debug, "Message of device {Device} set aside: the gateway failed to take it")]
        public static partial void Failed(ILogger logger, string device, Exception exception);
    }
}
