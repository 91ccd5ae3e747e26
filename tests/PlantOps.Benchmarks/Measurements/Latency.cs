using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>Time from when a publish is due to its acknowledgement, at a given rate over 50 clients.</summary>
internal sealed class Latency(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    private const int Clients = 50;

    public string Name => "latency";

    public async Task<IReadOnlyList<Row>> RunAsync() =>
    [
        await CompareAsync(100, isTls: false),
        await CompareAsync(1000, isTls: false),
        await CompareAsync(1000, isTls: true),
        await CompareAsync(5000, isTls: false),
    ];

    private async Task<Row> CompareAsync(int rate, bool isTls)
    {
        var what = $"Publish to acknowledge at {rate:N0}/s, {(isTls ? "TLS" : "plain")}, p50 / p99 ms";
        var (mosquitto, gateway) = (new Percentiles(), new Percentiles());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"{what}, round {round}");
            mosquitto.Add(await MeasureAsync(await Mosquitto.StartAsync(), rate, isTls));
            gateway.Add(await MeasureAsync(await fleet.StartGatewayAsync(), rate, isTls));
        }

        return new Row(what)
        {
            Mosquitto = mosquitto.ToString(),
            Gateway = gateway.ToString(),
            Reach = rate == 1000 ? Reach.AtMost(20, gateway.P99.Median, " ms") : string.Empty,
        };
    }

    private async Task<double[]> MeasureAsync(IServer started, int rate, bool isTls)
    {
        await using var server = started;
        var since = DateTimeOffset.UtcNow;
        var clients = await LoadClient.ConnectAllAsync(isTls ? server.Tls : server.Plain, server.Clients(Clients));
        var latencies = await new PacedLoad(clients).RunAsync(rate, scale.WarmUp, scale.Window);
        Console.WriteLine(
            $"  {server.GetType().Name}: p50 {Samples.Percentile(latencies, 0.5):0.00} ms, p99 {Samples.Percentile(latencies, 0.99):0.00} ms of {latencies.Length:N0}");
        await verification.CheckAsync(server, clients, since);
        foreach (var client in clients) await client.DisposeAsync();
        return latencies;
    }

    private sealed class Percentiles
    {
        private readonly Samples _p50 = new();

        public Samples P99 { get; } = new();

        public void Add(double[] sorted)
        {
            _p50.Add(Samples.Percentile(sorted, 0.5));
            P99.Add(Samples.Percentile(sorted, 0.99));
        }

        public override string ToString() => $"{_p50.Text("0.00")} / {P99.Text("0.00")}";
    }
}
