using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>Acknowledged publishes a second, each client with 20 in flight.</summary>
internal sealed class Throughput(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    public string Name => "throughput";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var rows = new List<Row>();
        foreach (var isTls in new[] { false, true })
        {
            foreach (var clients in new[] { 1, 50, 500 }) rows.Add(await CompareAsync(clients, isTls));
        }

        return rows;
    }

    private async Task<Row> CompareAsync(int clients, bool isTls)
    {
        var what =
            $"Acknowledged publishes/s, {clients} client{(clients == 1 ? "" : "s")} × 20 in flight, {(isTls ? "TLS" : "plain")}";
        var (mosquitto, gateway) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"{what}, round {round}");
            mosquitto.Add(await MeasureAsync(await Mosquitto.StartAsync(), clients, isTls));
            gateway.Add(await MeasureAsync(await fleet.StartGatewayAsync(), clients, isTls));
        }

        var ratio = gateway.RatioTo(mosquitto);
        return new Row(what)
        {
            Mosquitto = mosquitto.Text("N0"),
            Gateway = gateway.Text("N0"),
            Ratio = ratio.TextWithSpread("0.00", "×"),
            Reach = clients switch
            {
                1 => Reach.AtLeast(0.8, ratio.Median, "×"),
                50 => Reach.AtLeast(2.0, ratio.Median, "×"),
                _ => Reach.AtLeast(1.0, ratio.Median, "×"),
            },
        };
    }

    private async Task<double> MeasureAsync(IServer started, int clients, bool isTls)
    {
        await using var server = started;
        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(isTls ? server.Tls : server.Plain, server.Clients(clients));
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        Console.WriteLine($"  {server.GetType().Name}: {rate:N0}/s");
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }
}
