using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>One device subscribes to ever more and ever longer filters, and leaves them in a session that is not clean.</summary>
internal sealed class SubscriptionAttack : IAttack
{
    private const int FiltersEach = 4;
    private const int Length = 60_000;

    public string Name => "subscriptions";

    public async Task RunAsync(Assault assault)
    {
        var device = await assault.Target.EnrolAsync(Name);
        assault.Tally.MustReach("log-ins", "filters sent");
        foreach (var version in (int[])[MqttPackets.V311, MqttPackets.V5])
        {
            for (var left = assault.Pick(150, 1_200) / 2; left > 0;)
            {
                await using var connection = await assault.Target.ConnectAsync();
                if (connection is null) return;
                var login = Targets.Target.LogInOf(device, version) with { IsClean = false };
                if (await connection.LogInAsync(login, assault.Target.Over) != 0) return;
                assault.Tally.Reached("log-ins");
                while (left-- > 0 && await SubscribeAsync(assault, connection, version, device.DeviceId)) { }
            }
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private static async Task<bool> SubscribeAsync(Assault assault, MqttConnection connection, int version, string deviceId)
    {
        var filters = Enumerable.Range(0,
            FiltersEach).Select(_ => $"devices/{deviceId}/{assault.Random.NextInt64():x16}{new string('f', Length)}").ToArray();
        assault.Tally.Tried(FiltersEach);
        if (!await connection.SendAsync(MqttPackets.Subscribe(version, 1, filters), assault.Target.Over)) return false;
        assault.Tally.Reached("filters sent", FiltersEach);
        while (await connection.ReceiveAsync(assault.Target.Over) is { } packet)
        {
            if (packet.Type == MqttPackets.SubAck) return true;
        }

        return false;
    }
}
