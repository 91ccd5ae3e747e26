using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>
/// Acknowledged publishes a second into one, two and three gateways on one PostgreSQL, each with an equal small part of a
/// processor, so that there is enough left for PostgreSQL and the load: whether gateways are in each other's way.
/// </summary>
internal sealed class FleetThroughput(ManyDevices devices, Scale scale)
{
    public const double Share = 0.2;

    private const int Most = 3;
    private const int ClientsEach = 20;

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var rates = Enumerable.Range(0, Most).Select(_ => new Samples()).ToList();
        for (var round = 1; round <= scale.Rounds; round++)
        {
            for (var count = 1; count <= Most; count++)
            {
                rates[count - 1].Add(await MeasureAsync(count));
                Console.WriteLine($"  round {round}, {count} gateway(s): {rates[count - 1].Text("N0")}/s (median)");
            }
        }

        return
        [
            .. rates.Select(
                (rate, i) =>
                    new Row($"Acknowledged publishes/s of {i + 1} gateway{(i == 0 ? "" : "s")}, {Share:P0} of a processor each")
            {
                Gateway = rate.Text("N0"),
                Ratio = i == 0 ? "" : rate.RatioTo(rates[0]).TextWithSpread("0.00", "×"),
                Reach = i == 0 ? "" : Reach.AtLeast(i == 1 ? 1.7 : 2.5, rate.RatioTo(rates[0]).Median, "×"),
            }),
        ];
    }

    private async Task<double> MeasureAsync(int count)
    {
        await using var gateways = new GatewayGroup(devices);
        for (var i = 0; i < count; i++) await gateways.StartAsync();
        await Task.Delay(scale.Idle, TimeProvider.System);
        var loads = new List<WindowedLoad>();
        try
        {
            foreach (var (gateway, i) in gateways.Gateways.Select((gateway, i) => (gateway, i)))
            {
                loads.Add(await WindowedLoad.StartAsync(
                    gateway.Plain, [.. Enumerable.Range(1 + (i * ClientsEach), ClientsEach).Select(ManyDevices.IdentityOf)]));
            }

            gateways.Limit(Share);
            await Task.WhenAll(loads.Select(load => load.RateAsync(scale.WarmUp)));
            var rates = await Task.WhenAll(loads.Select(load => load.RateAsync(scale.Window)));
            foreach (var load in loads) await load.StopAsync();
            return rates.Sum();
        }
        finally
        {
            foreach (var load in loads) await load.DisposeAsync();
        }
    }
}
