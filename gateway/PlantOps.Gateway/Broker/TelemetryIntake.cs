using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker;

/// <summary>Turns a publish into what the writer stores: readings, or the message set aside with its reason.</summary>
internal sealed class TelemetryIntake(TimeProvider time)
{
    private const int KeptBytes = 4096;

    public InboundMessage Take(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt)
    {
        if (payload.Length > Limits.MaxTelemetryBytes)
        {
            var detail = $"{payload.Length} bytes; at most {Limits.MaxTelemetryBytes} are read.";
            return new InboundMessage(receipt, null, Aside(device, topic, payload, ErrorCodes.TooLarge, detail));
        }

        var parsed = TelemetryParser.Parse(payload, Now);
        return parsed.Error is { } error
            ? new InboundMessage(receipt, null, Aside(device, topic, payload, ErrorCodes.Unreadable, error))
            : new InboundMessage(receipt, new DeviceReadings(device.Number, parsed.Readings), null)
            {
                Further = Further(device, parsed),
            };
    }

    /// <summary>A message on a topic of the device's own that this version does not know.</summary>
    public InboundMessage TakeUnknown(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt) =>
        new(receipt, null, Aside(device, topic, payload, ErrorCodes.UnknownTopic, "Not a topic of this contract."));

    /// <summary>A message other than telemetry that could not be read; nobody waits for it to be kept.</summary>
    public InboundMessage TakeUnreadable(Device device, string topic, ReadOnlySequence<byte> payload, string detail) =>
        new(Unacknowledged.Instance, null, Aside(device, topic, payload, ErrorCodes.Unreadable, detail));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static IReadOnlyList<DeviceReadings> Further(Device device, in ParsedTelemetry parsed) => parsed.Further.Count == 0
        ? []
        : [.. parsed.Further.Select(channel => new DeviceReadings(SoilStream.Of(device.Number, channel.Channel), channel.Readings))];

    private SetAsideMessage Aside(Device device, string topic, ReadOnlySequence<byte> payload, string reason, string detail) =>
        new(device.Number, Now, topic, reason, detail, payload.Slice(0, Math.Min(payload.Length, KeptBytes)).ToArray());
}
