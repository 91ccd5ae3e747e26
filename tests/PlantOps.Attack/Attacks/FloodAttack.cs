using System.Diagnostics;
using System.Text;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>One enrolled device sends the same message at QoS 0 as fast as the gateway takes it.</summary>
/// <param name="name">What it floods with.</param>
/// <param name="suffix">Below the device's own topics.</param>
/// <param name="payload">Of every message.</param>
internal sealed class FloodAttack(string name, string suffix, string payload) : IAttack
{
    private const int BlockBytes = 128 * 1024;

    private static readonly string Filler = new('z', 4096);

    public string Name => "flood-" + name;

    /// <summary>What cannot be read, with and without a reason, and what can.</summary>
    public static IEnumerable<IAttack> All() =>
    [
        new FloodAttack("unknown-topic", "x", Filler),
        new FloodAttack("long-topic", new string('t', 30_000), "1"),
        new FloodAttack("bad-heartbeat", "heartbeat", Filler),
        new FloodAttack("bad-reading", "telemetry", """{"temperature":"x"}"""),
        new FloodAttack("bad-status", "status", Filler),
        new FloodAttack("bad-reported", "reported", Filler),
        new FloodAttack("bad-ack", "commands/ack", Filler),
        new FloodAttack("reading", "telemetry", """{"temperature":21.5}"""),
        new FloodAttack("heartbeat", "heartbeat", """{"timestamp":1760000060000,"uptime":86460,"rssi":-61}"""),
    ];

    public async Task RunAsync(Assault assault)
    {
        var target = assault.Target;
        var device = await target.EnrolAsync(Name);
        var packet = MqttPackets.Publish(MqttPackets.V311, $"devices/{device.DeviceId}/{suffix}",
            Encoding.UTF8.GetBytes(payload), quality: 0);
        var perBlock = Math.Max(1, BlockBytes / packet.Length);
        var block = Enumerable.Repeat(packet, perBlock).SelectMany(bytes => bytes).ToArray();
        assault.Tally.MustReach("publishes sent", "backlogs worked off");
        var duration = assault.Pick(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(target.Over);
        enough.CancelAfter(duration);
        while (!enough.IsCancellationRequested)
        {
            await using var connection = await target.LogInAsync(device);
            await FloodAsync(assault, connection, block, perBlock, enough.Token);
            await WorkOffAsync(assault, connection);
        }
    }

    private static async Task FloodAsync(Assault assault, MqttConnection connection, byte[] block, int perBlock,
        CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            // A block that was begun is sent whole: behind half of one nothing could be asked.
            if (!await connection.SendAsync(block, assault.Target.Over)) return;
            assault.Tally.Tried(perBlock);
            assault.Tally.Reached("publishes sent", perBlock);
        }
    }

    private static async Task WorkOffAsync(Assault assault, MqttConnection connection)
    {
        var start = Stopwatch.GetTimestamp();
        await connection.SendAsync(MqttPackets.Ping, assault.Target.Over);
        while (await connection.ReceiveAsync(assault.Target.Over) is { } packet)
        {
            if (packet.Type != MqttPackets.PingResp) continue;
            assault.Tally.Reached("backlogs worked off");
            assault.Tally.Note($"PINGRESP behind the flood after {Stopwatch.GetElapsedTime(start).TotalSeconds:N2} s");
            return;
        }

        assault.Tally.Reached("backlogs worked off");
        assault.Tally.Reached("connections ended by the gateway");
    }
}
