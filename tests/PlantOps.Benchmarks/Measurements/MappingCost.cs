using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>What a device's mapping costs: the same publishes, read by a preset and without one, in turns.</summary>
internal sealed class MappingCost(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    private const int Clients = 50;

    /// <summary>Has every field of the load but its time.</summary>
    private const string Preset = "zigbee2mqtt";

    public string Name => "mapping";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var (without, with) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"Mapping, round {round}");
            without.Add(await MeasureAsync(isMapped: false));
            with.Add(await MeasureAsync(isMapped: true));
        }

        var ratio = with.RatioTo(without);
        return
        [
            new Row($"Acknowledged publishes/s, {Clients} clients × 20 in flight, plain, without a mapping") { Gateway =
                without.Text("N0") },
            new Row("The same, each device with a mapping, and its ratio to the row above")
            {
                Gateway = with.Text("N0"),
                Ratio = ratio.TextWithSpread("0.00", "×"),
                Reach = Reach.AtLeast(0.9, ratio.Median, "×"),
            },
        ];
    }

    private async Task<double> MeasureAsync(bool isMapped)
    {
        await using var server = await fleet.StartGatewayAsync();
        var identities = server.Clients(Clients);
        if (isMapped)
        {
            foreach (var device in identities) await server.CommandAsync("device", "map", device.Id, "--preset", Preset);
        }

        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(server.Plain, identities);
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        Console.WriteLine($"  {(isMapped ? "with" : "without")} a mapping: {rate:N0}/s");
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }
}
