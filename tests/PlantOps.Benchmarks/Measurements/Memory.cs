using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>Resident memory with 20 devices that are only connected, and while 50 publish all they can. Both over TLS.</summary>
internal sealed class Memory(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    public const double MiB = 1024 * 1024;

    private const int IdleClients = 20;
    private const int BusyClients = 50;

    public string Name => "memory";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var (mosquitto, pipeline, gateway) = (new Pair(), new Pair(), new Pair());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"Resident memory, round {round}");
            await MeasureAsync(await Mosquitto.StartAsync(), mosquitto);
            await MeasureAsync(await PostgresPipeline.StartAsync(), pipeline);
            await MeasureAsync(await fleet.StartGatewayAsync(), gateway);
        }

        return
        [
            new Row($"Resident memory, {IdleClients} idle devices, MB")
            {
                Mosquitto = mosquitto.Idle.Text("0.0"),
                Pipeline = pipeline.Idle.Text("0.0"),
                Gateway = gateway.Idle.TextWithSpread("0.0"),
                Reach = Reach.AtMost(60, gateway.Idle.Median, " MB"),
            },
            new Row($"Resident memory, {BusyClients} clients × 20 in flight, MB")
            {
                Mosquitto = mosquitto.Busy.Text("0.0"),
                Pipeline = pipeline.Busy.Text("0.0"),
                Gateway = gateway.Busy.TextWithSpread("0.0"),
            },
        ];
    }

    /// <summary>What a server holds while devices are only connected, MB.</summary>
    public static async Task<double> IdleAsync(IServer server, int devices, TimeSpan duration)
    {
        var connected = await LoadClient.ConnectAllAsync(server.Tls, server.Clients(devices));
        await Task.Delay(duration, TimeProvider.System);
        var idle = server.ResidentBytes() / MiB;
        foreach (var device in connected) await device.DisposeAsync();
        return idle;
    }

    private async Task MeasureAsync(IServer started, Pair pair)
    {
        await using var server = started;
        var idle = await IdleAsync(server, IdleClients, scale.Idle);
        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(server.Tls, server.Clients(BusyClients));
        await load.RateAsync(scale.WarmUp + scale.Window);
        var busy = server.ResidentBytes() / MiB;
        await load.StopAsync();
        Console.WriteLine($"  {server.GetType().Name}: idle {idle:0.0} MB, busy {busy:0.0} MB");
        await verification.CheckAsync(server, load.Clients, since);
        pair.Idle.Add(idle);
        pair.Busy.Add(busy);
    }

    private sealed class Pair
    {
        public Samples Idle { get; } = new();

        public Samples Busy { get; } = new();
    }
}
