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
            return new InboundMessage(receipt, null, SetAside(device, topic, payload, ErrorCodes.TooLarge, detail));
        }

        var parsed = TelemetryParser.Parse(payload, Now);
        return parsed.Error is { } error
            ? new InboundMessage(receipt, null, SetAside(device, topic, payload, ErrorCodes.Unreadable, error))
            : new InboundMessage(receipt, new DeviceReadings(device.Number, parsed.Readings), null);
    }

    public InboundMessage TakeUnknown(Device device, string topic, ReadOnlySequence<byte> payload, IReceipt receipt) =>
        new(receipt, null, SetAside(device, topic, payload, ErrorCodes.UnknownTopic, "Not a topic of this contract."));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private SetAsideMessage SetAside(Device device, string topic, ReadOnlySequence<byte> payload, string reason, string detail) =>
        new(device.Number, Now, topic, reason, detail, payload.Slice(0, Math.Min(payload.Length, KeptBytes)).ToArray());
}
