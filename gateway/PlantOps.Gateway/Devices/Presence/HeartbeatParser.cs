using System.Buffers;
using System.Text.Json;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Reads a heartbeat: a JSON object whose numbers are all optional; other people's devices send only some.</summary>
internal static class HeartbeatParser
{
    /// <summary>The heartbeat, or why it cannot be read.</summary>
    public static (DeviceHeartbeat? Heartbeat, string? Error) Parse(ReadOnlySequence<byte> payload, long receivedAt)
    {
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return (null, "The payload is not a JSON object.");
            long? uptime = null, rssi = null, buffered = null, lost = null, battery = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.Is("uptime")) uptime = Number(ref json);
                else if (json.Is("rssi")) rssi = Number(ref json);
                else if (json.Is("buffered")) buffered = Number(ref json);
                else if (json.Is("lost")) lost = Number(ref json);
                else if (json.Is("battery")) battery = Battery(ref json);
                else json.Skip();
            }

            return (new DeviceHeartbeat(receivedAt, uptime, (int?)rssi, buffered, lost, (int?)battery), null);
        }
        catch (JsonException exception)
        {
            return (null, $"Not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }
    }

    // Volts, and what is neither, say nothing of the charge.
    private static long? Battery(ref Utf8JsonReader json)
    {
        json.Read();
        var number = JsonText.Number(ref json);
        json.Skip();
        return number.Kind == NumberKind.Value
            ? BatteryValue.Parse(number.Value, number.HasDecimals, number.IsVolts).Percent
            : null;
    }

    // A heartbeat is a sign of life first: a field of another kind is left out rather than costing the message.
    private static long? Number(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && Math.Abs(number) < int.MaxValue)
        {
            return (long)number;
        }

        json.Skip();
        return null;
    }
}

/// <summary>What a device last said of its own health.</summary>
/// <param name="ReceivedAt">Unix milliseconds UTC.</param>
/// <param name="UptimeSeconds">Seconds since its start.</param>
/// <param name="Rssi">Wi-Fi signal, dBm.</param>
/// <param name="Buffered">Readings that wait in its buffer.</param>
/// <param name="Lost">Readings that its buffer had to give up.</param>
/// <param name="Battery">Charge of its battery, %.</param>
internal sealed record DeviceHeartbeat(
    long ReceivedAt, long? UptimeSeconds, int? Rssi, long? Buffered, long? Lost, int? Battery = null);
