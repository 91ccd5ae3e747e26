using PlantOps.Attack.Fuzzing;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.Attack.Attacks;

/// <summary>
/// Packets that no client would send, before and after a right log-in. Each connection must end when its client is gone.
/// </summary>
internal sealed class FrameAttack : IAttack
{
    private const int AtOnce = 16;
    private const int MostFrames = 14;

    public string Name => "frames";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("connections", "log-ins", "bytes sent", "bytes received");
        var count = assault.Pick(4_000, 220_000);
        var devices = new Credentials[AtOnce];
        for (var i = 0; i < AtOnce; i++) devices[i] = await assault.Target.EnrolAsync($"frames-{i}");
        await assault.ShareAsync(AtOnce, async (share, random) =>
        {
            for (var left = count / AtOnce; left > 0;)
            {
                var frames = Math.Min(left, random.Next(1, MostFrames));
                await ConnectAsync(assault, devices[share], frames, random);
                left -= frames;
            }
        });
    }

    private static async Task ConnectAsync(Assault assault, Credentials device, int frames, Random random)
    {
        assault.Tally.Tried(frames);
        var version = random.Next(2) == 0 ? MqttPackets.V311 : MqttPackets.V5;
        var isLoggedIn = random.Next(2) == 0;
        var bytes = Enumerable.Range(0, frames).SelectMany(_ => Frame(device, version, random)).ToArray();
        await using var connection = await assault.Target.ConnectAsync();
        if (connection is null) return;
        assault.Tally.Reached("connections");
        if (isLoggedIn && await connection.LogInAsync(Target.LogInOf(device, version), assault.Target.Over) == 0)
        {
            assault.Tally.Reached("log-ins");
        }
        try
        {
            if (await connection.SendAsync(bytes, assault.Target.Over)) assault.Tally.Reached("bytes sent", bytes.Length);
            connection.EndSending();
            assault.Tally.Reached("bytes received", await connection.DrainAsync(assault.Target.Over));
        }
        catch (TimeoutException)
        {
            assault.Tally.Hung("a connection whose client is gone does not end", bytes);
        }
    }

    private static byte[] Frame(Credentials device, int version, Random random)
    {
        var own = $"devices/{device.DeviceId}/";
        var right = random.Next(9) switch
        {
            0 => MqttPackets.Connect(Target.LogInOf(device, version) with { WillTopic = own + "status",
                WillPayload = [1, 2, 3] }),
            1 => MqttPackets.Connect(new LogIn(GatewayLog.Forgery, GatewayLog.Forgery, "x") { Version = random.Next(8),
                Protocol = GatewayLog.Forgery }),
            2 => MqttPackets.Publish(version, own + "telemetry", """{"temperature":21}"""u8, random.Next(4), random.Next(3)),
            3 => MqttPackets.Publish(version, own + "telemetry", [], 1, 1, true,
                [0x23, 0, (byte)random.Next(20), 0x26, 0, 1, 65, 0, 1, 66]),
            4 => MqttPackets.Subscribe(version, random.Next(3), own + random.Of(["#", "+/#", "desired", "#/x", "", "\0"])),
            5 => MqttPackets.Unsubscribe(version, 1, own + "#"),
            6 => MqttPackets.Answer(random.Of([0x40, 0x50, 0x62, 0x60, 0x70]), random.Next(4)),
            7 => random.Of([MqttPackets.Ping, MqttPackets.Disconnect, MqttPackets.Frame(0xF0, [0x18, 0])]),
            _ => MqttPackets.Frame(random.Next(256), Mutation.Noise(random, 200)),
        };
        return random.Next(8) switch { 0 => right, 1 => Mutation.Noise(random, 300), _ => Mutation.Of(right, random) };
    }
}
