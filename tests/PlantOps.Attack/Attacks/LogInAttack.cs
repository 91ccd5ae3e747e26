using System.Globalization;
using PlantOps.Attack.Targets;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>Log-ins without credentials, each with another user name as long as MQTT allows.</summary>
internal sealed class LogInAttack : IAttack
{
    private const int NameLength = 65_500;
    private const int AtOnce = 16;
    private const int WarmUp = 200;

    /// <summary>
    /// However many come: the collector's room, which a gateway gives back when it is quiet. The names alone are 100 MB and
    /// more.
    /// </summary>
    private const long MostGrowth = 40_000_000;

    public string Name => "log-ins";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("bytes sent", "connections over TLS");
        await ComeAsync(assault, WarmUp);
        var before = await SettledMemoryAsync(assault.Target);
        await ComeAsync(assault, assault.Pick(1_500, 11_000));
        var growth = await SettledMemoryAsync(assault.Target) - before;
        assault.Tally.Note($"resident memory grew by {growth / 1e6:N1} MB from {before / 1e6:N0} MB");
        if (growth > MostGrowth)
        {
            assault.Tally.Failed("memory grows with the user names of strangers", $"by {growth / 1e6:N1} MB");
        }
    }

    private static Task ComeAsync(Assault assault, int count) => assault.ShareAsync(AtOnce, async (share, random) =>
    {
        for (var i = share; i < count; i += AtOnce)
        {
            var isSecure = i % 4 == 0;
            await using var connection = await assault.Target.ConnectAsync(isSecure);
            assault.Tally.Tried();
            if (connection is null) continue;
            if (isSecure) assault.Tally.Reached("connections over TLS");
            var name = random.NextInt64().ToString("x16", CultureInfo.InvariantCulture) + new string((char)random.Next('a', 'z'),
                NameLength - 16);
            var packet = MqttPackets.Connect(new LogIn("stranger", name, "guess"));

            // Closed at once: nobody waits for an answer that he knows.
            if (await connection.SendAsync(packet, assault.Target.Over)) assault.Tally.Reached("bytes sent", packet.Length);
        }
    });

    /// <summary>The least within a while: what is in use for a moment is let go of.</summary>
    private static async Task<long> SettledMemoryAsync(Target target)
    {
        var least = long.MaxValue;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 25 && await timer.WaitForNextTickAsync(target.Over); i++)
        {
            least = Math.Min(least, ProcessMemory.Now(target.Gateway.ProcessId));
        }

        return least;
    }
}
