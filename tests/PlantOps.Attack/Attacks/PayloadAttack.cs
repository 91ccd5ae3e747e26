using PlantOps.Attack.Fuzzing;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>Payloads that are nearly right, on every topic of a device, in both versions of MQTT.</summary>
internal sealed class PayloadAttack : IAttack
{
    private const int Devices = 4;
    private const int AtOnce = 250;

    public string Name => "payloads";

    public async Task RunAsync(Assault assault)
    {
        assault.Tally.MustReach("acknowledged");
        var count = assault.Pick(8_000, 220_000);
        await assault.ShareAsync(Devices, async (share, random) =>
        {
            var device = await assault.Target.EnrolAsync($"payload-{share}");
            await using var publisher = new PayloadPublisher(assault, device, share % 2 == 0 ? MqttPackets.V311 : MqttPackets.V5);
            var fuzz = new JsonFuzz(random);
            for (var left = count / Devices; left > 0; left -= AtOnce)
            {
                await publisher.PublishAsync(random.Of(PayloadPublisher.Suffixes),
                    [.. Enumerable.Range(0, Math.Min(left, AtOnce)).Select(_ => fuzz.Payload())]);
            }
        });
    }
}
