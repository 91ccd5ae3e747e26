using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// Turns a publish into what the writer stores: readings, or the message set aside with its reason. Where a device has
/// sent too many of those, <see langword="null"/>: there is nothing to store, and nothing to wait for.
/// </summary>
internal sealed partial class TelemetryIntake(SetAsideBudget budget, TimeProvider time, ILogger<TelemetryIntake> logger)
{
    /// <summary>What reads a payload.</summary>
    public Func<ReadOnlySequence<byte>, long, ParsedTelemetry> Parse { get; init; } = TelemetryParser.Parse;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public InboundMessage? Take(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt)
    {
        if (payload.Length > Limits.MaxTelemetryBytes)
        {
            var detail = $"{payload.Length} bytes; at most {Limits.MaxTelemetryBytes} are read.";
            return Aside(device, topic, payload, ErrorCodes.TooLarge, detail, receipt);
        }

        var parsed = TryParse(device, payload, Now);
        return parsed.Error is { } error
            ? Aside(device, topic, payload, ErrorCodes.Unreadable, error, receipt)
            : Readable(device, parsed, receipt);
    }

    /// <summary>
    /// Reads a message that was set aside once more, with the times that it had when it arrived: what is stored already is
    /// found to be the same. Where it still cannot be read, what is wrong with it.
    /// </summary>
    public (InboundMessage? Message, string? Problem) TakeAgain(Device device, SetAsideMessage message, IReceipt receipt)
    {
        var parsed = TryParse(device, new ReadOnlySequence<byte>(message.Payload), message.ReceivedAt);
        return parsed.Error is { } error ? (null, error) : (Readable(device, parsed, receipt), null);
    }

    /// <summary>A message on a topic of the device's own that this version does not know.</summary>
    public InboundMessage? TakeUnknown(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt) =>
        Aside(device, topic, payload, ErrorCodes.UnknownTopic, "Not a topic of this contract.", receipt);

    /// <summary>A message other than telemetry that could not be read.</summary>
    public InboundMessage? TakeUnreadable(
        Device device, string topic, ReadOnlySequence<byte> payload, string detail, IReceipt receipt) =>
        Aside(device, topic, payload, ErrorCodes.Unreadable, detail, receipt);

    // An exception would end the connection, and the device would send the same again, for ever.
    private ParsedTelemetry TryParse(Device device, ReadOnlySequence<byte> payload, long arrival)
    {
        try
        {
            return Parse(payload, arrival);
        }
        catch (Exception exception)
        {
            Log.ParserFailed(logger, device.Id, exception);
            return ParsedTelemetry.Unreadable("The gateway failed to read it.");
        }
    }

    private static InboundMessage Readable(Device device, in ParsedTelemetry parsed, IReceipt receipt) =>
        new(receipt, new DeviceReadings(StreamId.OfDevice(device.Number), parsed.Readings), null)
        {
            Further = Further(device, parsed),
            DeviceId = device.Id,
        };

    private static IReadOnlyList<DeviceReadings> Further(Device device, in ParsedTelemetry parsed) => parsed.Further.Count == 0
        ? []
        : [.. parsed.Further.Select(channel => new DeviceReadings(StreamId.Of(device.Number, channel.Channel), channel.Readings))];

    private InboundMessage? Aside(
        Device device, string topic, ReadOnlySequence<byte> payload, string reason, string detail, IReceipt receipt)
    {
        var kept = (int)Math.Min(payload.Length, SetAsideMessage.MaxPayload);
        var (cutTopic, cutDetail) = (SetAsideMessage.Storable(topic), SetAsideMessage.Storable(detail));
        if (!budget.TrySpend(device.Number, device.Id, reason, cutTopic.Length + cutDetail.Length + kept)) return null;
        var message = new SetAsideMessage(device.Number, Now, cutTopic, reason, cutDetail, payload.Slice(0, kept).ToArray());
        return new InboundMessage(receipt, null, message) { DeviceId = device.Id };
    }

    private static partial class Log
    {
        [LoggerMessage(3211, LogLevel.Debug, "Message of device {Device} set aside: the gateway failed to read it")]
        public static partial void ParserFailed(ILogger logger, string device, Exception exception);
    }
}
