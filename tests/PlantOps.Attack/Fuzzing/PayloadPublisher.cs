using PlantOps.Attack.Attacks;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.Attack.Fuzzing;

/// <summary>
/// Publishes payloads of a device at QoS 1, many at once. Whatever is in them, each must be acknowledged: a device would send
/// what is not over and over, and nothing behind it would ever arrive.
/// </summary>
internal sealed class PayloadPublisher(Assault assault, Credentials device, int version) : IAsyncDisposable
{
    private const int Window = 64;

    private MqttConnection? _connection;

    /// <summary>The topics that a device publishes to, and one that is in no contract.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = ["telemetry", "heartbeat", "status", "reported", "commands/ack", "x"];

    public async Task PublishAsync(string suffix, IReadOnlyList<byte[]> payloads)
    {
        foreach (var window in payloads.Chunk(Window))
        {
            assault.Tally.Tried(window.Length);
            var missing = await SendAsync(suffix, window);
            if (missing.Count == 0) continue;

            // One of them ended the connection for the others: one by one it shows which.
            foreach (var payload in missing)
            {
                if ((await SendAsync(suffix, [payload])).Count > 0)
                {
                    assault.Tally.Failed($"payloads to {suffix} end the connection unacknowledged", $"version {version}",
                        payload);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    /// <summary>Those that were not acknowledged.</summary>
    private async Task<List<byte[]>> SendAsync(string suffix, byte[][] payloads)
    {
        var connection = await ConnectionAsync();
        var topic = $"devices/{device.DeviceId}/{suffix}";
        using var bytes = new MemoryStream();
        for (var i = 0; i < payloads.Length; i++)
        {
            bytes.Write(MqttPackets.Publish(version, topic, payloads[i], identifier: i + 1));
        }
        var sending = connection.SendAsync(bytes.ToArray(), assault.Target.Over);
        var missing = Enumerable.Range(1, payloads.Length).ToHashSet();
        try
        {
            while (missing.Count > 0 && await connection.ReceiveAsync(assault.Target.Over) is { } packet)
            {
                if (packet is { Type: MqttPackets.PubAck, Body.Length: >= 2 } && missing.Remove(packet.Identifier))
                {
                    assault.Tally.Reached("acknowledged");
                }
            }
        }
        catch (TimeoutException)
        {
            assault.Tally.Hung("payloads are neither acknowledged nor refused", payloads[missing.Min() - 1]);
            await connection.DisposeAsync();
        }

        if (missing.Count > 0) _connection = null;
        await sending;
        return [.. missing.Order().Select(identifier => payloads[identifier - 1])];
    }

    private async Task<MqttConnection> ConnectionAsync()
    {
        if (_connection is { IsOpen: true }) return _connection;
        if (_connection is not null) await _connection.DisposeAsync();
        return _connection = await assault.Target.LogInAsync(device, version);
    }
}
