using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Plants;

/// <summary>What it costs the path of a reading to disk that each device watches a plant.</summary>
internal sealed class WatchingCost(Scale scale, Fleet fleet, Verification verification)
{
    private const int Clients = 50;

    public async Task<Row> RunAsync()
    {
        var (without, with) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            without.Add(await MeasureAsync(plants: 0));
            with.Add(await MeasureAsync(plants: Clients));
        }

        var ratio = with.RatioTo(without);
        return new Row(
            $"Acknowledged publishes/s, {Clients} clients × 20 in flight, plain; each watches a plant (none does: {without.Text("N0")})")
        {
            Gateway = with.Text("N0"),
            Ratio = ratio.TextWithSpread("0.00", "×"),
            Reach = Reach.AtLeast(0.9, ratio.Median, "×"),
        };
    }

    private async Task<double> MeasureAsync(int plants)
    {
        await using var server = await fleet.StartGatewayAsync();
        var since = DateTimeOffset.UtcNow;
        await WatchedPlants.AddAsync(server, plants, since.ToUnixTimeMilliseconds());
        await using var load = await WindowedLoad.StartAsync(server.Plain, server.Clients(Clients));
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        Console.WriteLine($"Messages/s with {plants} plants: {rate:N0}");
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }
}
