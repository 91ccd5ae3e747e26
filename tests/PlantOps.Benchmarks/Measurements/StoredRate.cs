using System.Diagnostics;
using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>
/// Messages a second that reach the disk while 50 clients publish. The pipeline is also timed while it works off what
/// mosquitto has queued and nobody publishes; its better figure counts.
/// </summary>
internal sealed class StoredRate(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    private const int Clients = 50;

    public string Name => "stored";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var (underLoad, alone, pipeline, gateway) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"Stored messages/s, round {round}");
            var (loaded, drained) = await MeasurePipelineAsync();
            underLoad.Add(loaded);
            alone.Add(drained);
            pipeline.Add(Math.Max(loaded, drained));
            gateway.Add(await MeasureGatewayAsync(fleet));
        }

        var ratio = gateway.RatioTo(pipeline);
        return
        [
            new Row($"Stored messages/s, {Clients} clients × 20 in flight, plain")
            {
                Pipeline =
                    $"{pipeline.Text("N0")} (while they publish {underLoad.Text("N0")}, from its queue {alone.Text("N0")})",
                Gateway = gateway.Text("N0"),
                Ratio = ratio.TextWithSpread("0.0", "×"),
                Reach = Reach.AtLeast(30, ratio.Median, "×"),
            },
        ];
    }

    /// <summary>The same with a gateway that keeps everything in PostgreSQL too.</summary>
    public async Task<(Samples Gateway, Samples Inserts)> IntoPostgresAsync()
    {
        var (gateway, inserts) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"Messages/s into PostgreSQL, round {round}");
            var (loaded, drained) = await MeasurePipelineAsync();
            inserts.Add(Math.Max(loaded, drained));
            await using var cluster = await PostgresCluster.StartAsync();
            using var own = await Fleet.EnrolAsync(Clients, cluster);
            gateway.Add(await MeasureGatewayAsync(own));
        }

        return (gateway, inserts);
    }

    private async Task<(double UnderLoad, double Alone)> MeasurePipelineAsync()
    {
        await using var server = await PostgresPipeline.StartAsync();
        await using var load = await WindowedLoad.StartAsync(server.Plain, server.Clients(Clients));
        await load.RateAsync(scale.WarmUp);
        var underLoad = await RateAsync(server, () => load.RateAsync(scale.Window));
        await load.StopAsync();
        var alone = await RateAsync(server, () => Task.Delay(scale.Window, TimeProvider.System));
        Console.WriteLine($"  Pipeline: {underLoad:N0}/s while clients publish, {alone:N0}/s from its queue");
        return (underLoad, alone);
    }

    private async Task<double> MeasureGatewayAsync(Fleet devices)
    {
        await using var server = await devices.StartGatewayAsync();
        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(server.Plain, server.Clients(Clients));
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        Console.WriteLine($"  Gateway: {rate:N0}/s");
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }

    private static async Task<double> RateAsync(PostgresPipeline server, Func<Task> meanwhile)
    {
        var (before, started) = (await server.StoredAsync(), Stopwatch.GetTimestamp());
        await meanwhile();
        return (await server.StoredAsync() - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
