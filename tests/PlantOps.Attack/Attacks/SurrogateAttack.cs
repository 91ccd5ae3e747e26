using System.Text;
using PlantOps.Attack.Fuzzing;
using PlantOps.Attack.Wire;

namespace PlantOps.Attack.Attacks;

/// <summary>JSON that escapes half a surrogate pair, in names and values of every kind of message.</summary>
internal sealed class SurrogateAttack : IAttack
{
    private static readonly string[] Halves = [@"\ud800", @"\udc00", @"\uDBFF", @"a\ud800b", @"\ud800\ud800", @"\udc00\ud800",
        @"\ud83d\u0041"];

    private static readonly string[] Forms =
    [
        """{"temperature":1,"#":"x"}""",
        """{"#":1}""",
        """{"temperature":"#"}""",
        """{"temperature":1,"quality":{"temperature":"#"}}""",
        """{"temperature":1,"quality":{"#":"ok"}}""",
        """{"boot":1,"readings":[{"seq":1,"#":2,"temperature":1}]}""",
        """{"boot":"#","readings":[]}""",
        """{"boot":1,"#":[{"seq":1}]}""",
        """{"timestamp":1,"uptime":1,"rssi":-60,"#":"#"}""",
        """{"timestamp":1,"firmware_version":"#"}""",
        """{"state":"#"}""",
        """{"state":"online","#":1}""",
        """{"version":1,"#":1}""",
        """{"version":1,"sensors":{"#":"#"}}""",
        """{"id":"#","result":"done"}""",
        """{"id":"c-1","result":"#"}""",
        """{"id":"c-1","result":"refused","reason":"#"}""", "\"#\"", """["#"]""",
    ];

    public string Name => "surrogates";

    public async Task RunAsync(Assault assault)
    {
        var device = await assault.Target.EnrolAsync(Name);
        assault.Tally.MustReach("acknowledged");
        foreach (var version in (int[])[MqttPackets.V311, MqttPackets.V5])
        {
            await using var publisher = new PayloadPublisher(assault, device, version);
            foreach (var suffix in PayloadPublisher.Suffixes)
            {
                var payloads = Forms.SelectMany(form => Halves.Select(half => form.Replace("#", half, StringComparison.Ordinal)));
                await publisher.PublishAsync(suffix, [.. payloads.Select(Encoding.UTF8.GetBytes)]);
            }
        }
    }
}
