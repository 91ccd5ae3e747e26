using System.Net.Sockets;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Strangers write the log: lines of their own wherever text is taken, and as much of it as they can. What forged lines there
/// are is looked for after every attack; here the length counts too.
/// </summary>
internal sealed class LogAttack : IAttack
{
    private const int AtOnce = 8;

    /// <summary>However a connection ends, on average; far less than what a stranger sends himself.</summary>
    private const double MostBytesPerConnection = 100;

    /// <summary>A line of its own for a request, without what the stranger put into it.</summary>
    private const double MostBytesPerRequest = 500;

    public string Name => "log";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("connections", "requests answered");
        var connections = assault.Pick(1_000, 20_000);
        await MeasureAsync(assault, "connection", connections, MostBytesPerConnection, () => ConnectAsync(assault, connections));
        var requests = assault.Pick(300, 5_000);
        await MeasureAsync(assault, "request", requests, MostBytesPerRequest, () => RequestAsync(assault, requests));
    }

    private static async Task MeasureAsync(Assault assault, string what, int count, double most, Func<Task> attack)
    {
        var before = assault.Target.Log.Bytes;
        await attack();

        // The last of them are logged when nobody waits for them any more.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        await timer.WaitForNextTickAsync(assault.Target.Over);
        var each = (assault.Target.Log.Bytes - before) / (double)count;
        assault.Tally.Note($"{each:N0} bytes of log a {what}");
        if (each > most)
        {
            assault.Tally.Failed($"strangers fill the log: more than {most} bytes a {what}",
                $"{each:N0} bytes, {count * each / 1e6:N1} MB in all");
        }
    }

    private static Task ConnectAsync(Assault assault, int count) => assault.ShareAsync(AtOnce, async (share, random) =>
    {
        for (var i = share; i < count; i += AtOnce)
        {
            assault.Tally.Tried();
            var bytes = Opening(random);
            await using var connection = await assault.Target.ConnectAsync(isSecure: i % 4 == 0);
            if (connection is null) continue;
            assault.Tally.Reached("connections");
            if (bytes.Length == 0 || !await connection.SendAsync(bytes, assault.Target.Over)) continue;
            if (i % 3 != 0) connection.EndSending();
        }
    });

    /// <summary>Nothing, two wrong bytes, and log-ins with forged lines in all that they say.</summary>
    private static byte[] Opening(Random random)
    {
        var login = new LogIn("x", "x", "x");
        var longText = GatewayLog.Forgery + new string('"', 50_000) + GatewayLog.Forgery;
        return random.Next(9) switch
        {
            0 => [],
            1 => [0xD0, 0],
            2 => MqttPackets.Connect(login with { Protocol = GatewayLog.Forgery }),
            3 => MqttPackets.Connect(login with { Protocol = longText }),
            4 => MqttPackets.Connect(login with { ClientId = GatewayLog.Forgery, UserName = GatewayLog.Forgery }),
            5 => MqttPackets.Connect(login with { WillTopic = GatewayLog.Forgery, Password = GatewayLog.Forgery }),
            6 => MqttPackets.Connect(login with { ClientId = longText, Version = MqttPackets.V5 }),
            7 => MqttPackets.Publish(MqttPackets.V311, GatewayLog.Forgery, "x"u8),
            _ => MqttPackets.Frame(random.Next(256), MqttPackets.Ping),
        };
    }

    private static Task RequestAsync(Assault assault, int count) => assault.ShareAsync(AtOnce, async (share, random) =>
    {
        for (var i = share; i < count; i += AtOnce)
        {
            assault.Tally.Tried();
            var request = Request(random);
            using var tcp = new TcpClient("127.0.0.1", assault.Target.Gateway.HttpPort);
            var stream = tcp.GetStream();
            try
            {
                await stream.WriteAsync(request, assault.Target.Over);
                if (await stream.ReadAsync(new byte[64], assault.Target.Over) > 0) assault.Tally.Reached("requests answered");
            }
            catch (IOException)
            {
                // Refused before it was read to its end.
            }
        }
    });

    private static byte[] Request(Random random)
    {
        var forged = Uri.EscapeDataString(GatewayLog.Forgery);
        var line = random.Next(5) switch
        {
            0 => $"GET /{new string('"', random.Next(7_000))} HTTP/1.1",
            1 => $"GET /{forged} HTTP/1.1",
            2 => $"GET /api/v1/devices/{forged}/telemetry?from={forged} HTTP/1.1",
            3 => $"{new string('M', 50)} /{forged} HTTP/1.1",
            _ => $"GET /{GatewayLog.Forgery} HTTP/1.1",
        };
        return System.Text.Encoding.UTF8.GetBytes(
            $"{line}\r\nHost: localhost\r\n"
            + $"X-Correlation-ID: {(random.Next(2) == 0 ? forged : GatewayLog.Forgery)}\r\nConnection: close\r\n\r\n");
    }
}
