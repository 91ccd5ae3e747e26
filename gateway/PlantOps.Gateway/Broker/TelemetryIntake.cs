using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// Turns a publish into what the writer stores: readings, the message set aside with its reason, or both where only some of
/// its readings can be read. Where a device has sent too many of those that cannot, <see langword="null"/>: there is nothing to
/// store, and nothing to wait for.
/// </summary>
internal sealed partial class TelemetryIntake(
    SetAsideBudget budget, DeviceInputs inputs, DevicePresence presence, SettingsRegistry settings, TimeProvider time,
    ILogger<TelemetryIntake> logger)
{
    private const string NoTopic = "Not a topic of this contract.";

    /// <summary>What reads a payload.</summary>
    public Func<ReadOnlySequence<byte>, long, ReadingRules?, ParsedTelemetry> Parse { get; init; } = TelemetryParser.Parse;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public InboundMessage? Take(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt)
    {
        var (input, now) = (inputs.Of(device.Number), Now);
        var parsed = payload.Length <= Limits.MaxPacketBytes
            ? TryParse(device, payload, now, input.Rules)
            : ParsedTelemetry.Unreadable($"{payload.Length} bytes; at most {Limits.MaxPacketBytes} are read.");
        Note(device, parsed);
        if (parsed.Error is { } error)
        {
            input.Unreadable();
            var reason = payload.Length > Limits.MaxTelemetryBytes ? ErrorCodes.TooLarge : ErrorCodes.Unreadable;
            return Aside(device, topic, payload, reason, error, receipt);
        }

        // With the time that its readings were given: read again, they are the same.
        var kept = parsed.Lost is { } lost ? Kept(device, topic, payload, ErrorCodes.Unreadable, lost, now) : null;
        return Readable(device, parsed, receipt, kept);
    }

    /// <summary>
    /// Reads a message that was set aside once more, with the times that it had when it arrived: what is stored already is
    /// found to be the same. Where it, or some of it, still cannot be read, what is wrong with it.
    /// </summary>
    public (InboundMessage? Message, string? Problem) TakeAgain(Device device, SetAsideMessage message, IReceipt receipt)
    {
        var rules = inputs.Of(device.Number).Rules with { IsLive = false };
        var payload = new ReadOnlySequence<byte>(message.Payload);
        if (DeviceTopic.Parse(message.Topic)?.Kind == TopicKind.Unknown)
        {
            if (rules.Mapped is null || PayloadOf(device, message.Topic, payload) is not { } value) return (null, NoTopic);
            payload = value;
        }

        var parsed = TryParse(device, payload, message.ReceivedAt, rules);
        return parsed.Error is { } error ? (null, error) : (Readable(device, parsed, receipt, null), parsed.Lost);
    }

    /// <summary>
    /// A message on a topic of the device's own that this version does not know. Where the device has a mapping, it is telemetry
    /// if that reads all of it.
    /// </summary>
    public InboundMessage? TakeUnknown(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt)
    {
        var rules = inputs.Of(device.Number).Rules;
        if (PayloadOf(device, topic, payload) is { } value)
        {
            // Also without a mapping: then its owner sees what could be mapped.
            var parsed = TryParse(device, value, Now, rules);
            Note(device, rules.Mapped is null ? parsed with { Battery = null } : parsed);
            if (rules.Mapped is not null && parsed is { Error: null, Lost: null }) return Readable(device, parsed, receipt, null);
        }

        return Aside(device, topic, payload, ErrorCodes.UnknownTopic, NoTopic, receipt);
    }

    /// <summary>A message other than telemetry that could not be read.</summary>
    public InboundMessage? TakeUnreadable(
        Device device, string topic, ReadOnlySequence<byte> payload, string detail, IReceipt receipt) =>
        Aside(device, topic, payload, ErrorCodes.Unreadable, detail, receipt);

    private static ReadOnlySequence<byte>? PayloadOf(Device device, string topic, ReadOnlySequence<byte> payload) =>
        TopicPayload.Of(topic[(DeviceTopic.Root.Length + device.Id.Length + 1)..], payload);

    private void Note(Device device, in ParsedTelemetry parsed)
    {
        if (parsed.Notes is { } notes) inputs.Note(device.Number, device.Id, notes);
        if (parsed.Battery is { } percent) presence.Battery(device.Number, percent, Now);
    }

    // An exception would end the connection, and the device would send the same again, for ever.
    private ParsedTelemetry TryParse(Device device, ReadOnlySequence<byte> payload, long arrival, ReadingRules rules)
    {
        try
        {
            return Parse(payload, arrival, rules);
        }
        catch (Exception exception)
        {
            Log.ParserFailed(logger, device.Id, exception);
            return ParsedTelemetry.Unreadable("The gateway failed to read it.");
        }
    }

    // A message that only tells of the battery has nothing to store.
    private InboundMessage Readable(Device device, in ParsedTelemetry parsed, IReceipt receipt, SetAsideMessage? lost)
    {
        if (parsed.Readings.Length > 0 && SoilFromRaw.IsMissing(parsed.Readings[0]))
            SoilFromRaw.Complete(parsed.Readings, SoilChannels.First, settings.Of(device));
        foreach (var (channel, some) in parsed.Further)
        {
            if (SoilFromRaw.IsMissing(some[0])) SoilFromRaw.Complete(some, channel, settings.Of(device));
        }

        var readings = parsed.Readings.Length > 0 ? new DeviceReadings(StreamId.OfDevice(device.Number), parsed.Readings) : null;
        return new InboundMessage(receipt, readings, lost)
        {
            Further = Further(device, parsed), DeviceId = device.Id, IsRead = true,
        };
    }

    private static IReadOnlyList<DeviceReadings> Further(Device device, in ParsedTelemetry parsed) => parsed.Further.Count == 0
        ? []
        : [.. parsed.Further.Select(
            channel => new DeviceReadings(StreamId.Of(device.Number, channel.Channel), channel.Readings))];

    private InboundMessage? Aside(
        Device device, string topic, ReadOnlySequence<byte> payload, string reason, string detail, IReceipt receipt) =>
        Kept(device, topic, payload, reason, detail, Now) is { } kept
            ? new InboundMessage(receipt, null, kept) { DeviceId = device.Id }
            : null;

    private SetAsideMessage? Kept(
        Device device, string topic, ReadOnlySequence<byte> payload, string reason, string detail, long now)
    {
        var kept = (int)Math.Min(payload.Length, SetAsideMessage.MaxPayload);
        var (cutTopic, cutDetail) = (SetAsideMessage.Storable(topic), SetAsideMessage.Storable(detail));
        return budget.TrySpend(device.Number, device.Id, reason, cutTopic.Length + cutDetail.Length + kept)
            ? new SetAsideMessage(device.Number, now, cutTopic, reason, cutDetail, payload.Slice(0, kept).ToArray())
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(3211, LogLevel.Debug, "Message of device {Device} set aside: the gateway failed to read it")]
        public static partial void ParserFailed(ILogger logger, string device, Exception exception);
    }
}
