using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Builds;

/// <summary>Start, memory and acknowledged publishes a second of two builds of the gateway, in turn.</summary>
internal sealed class BesideAnotherBuild(Scale scale, Fleet fleet, string other, Verification verification)
{
    private const int IdleDevices = 20;

    // What this build may be worse by, whatever is measured.
    private const double Margin = 0.05;

    public async Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync() =>
    [
        await CompareAsync("Start to ready, ms", "0", scale.Starts, isLessBetter: true, StartAsync),
        await CompareAsync(
            $"Resident memory, {IdleDevices} idle devices, MB", "0.0", scale.Rounds, isLessBetter: true, MemoryAsync),
        await CompareRateAsync(1, isTls: false),
        await CompareRateAsync(50, isTls: false),
        await CompareRateAsync(50, isTls: true),
    ];

    private Task<IReadOnlyList<string>> CompareRateAsync(int clients, bool isTls) => CompareAsync(
        $"Acknowledged publishes/s, {clients} client{(clients == 1 ? "" : "s")} × 20 in flight, {(isTls ? "TLS" : "plain")}",
        "N0", scale.Rounds, isLessBetter: false, server => RateAsync(server, clients, isTls));

    private async Task<IReadOnlyList<string>> CompareAsync(
        string what, string format, int rounds, bool isLessBetter, Func<Gateway, Task<double>> measure)
    {
        var (theirs, ours) = (new Samples(), new Samples());
        for (var round = 1; round <= rounds; round++)
        {
            // Each is the first of every other round.
            var isOursFirst = round % 2 == 0;
            if (isOursFirst) ours.Add(await OfAsync(Checkout.NativeGateway, measure));
            theirs.Add(await OfAsync(other, measure));
            if (!isOursFirst) ours.Add(await OfAsync(Checkout.NativeGateway, measure));
        }

        var ratio = ours.RatioTo(theirs);
        var reach = isLessBetter ? Reach.AtMost(1 + Margin, ratio.Median, "×") : Reach.AtLeast(1 - Margin, ratio.Median, "×");
        Console.WriteLine($"{what}: {theirs.Text(format)} and {ours.Text(format)}, {ratio.TextWithSpread("0.00", "×")}");
        return [what, theirs.TextWithSpread(format), ours.TextWithSpread(format), ratio.TextWithSpread("0.00", "×"), reach];
    }

    private async Task<double> OfAsync(string program, Func<Gateway, Task<double>> measure)
    {
        await using var server = await fleet.StartGatewayAsync(program);
        return await measure(server);
    }

    private static Task<double> StartAsync(Gateway server) => Task.FromResult(server.ReadyAfter.TotalMilliseconds);

    private Task<double> MemoryAsync(Gateway server) => Memory.IdleAsync(server, IdleDevices, scale.Idle);

    private async Task<double> RateAsync(Gateway server, int clients, bool isTls)
    {
        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(isTls ? server.Tls : server.Plain, server.Clients(clients));
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }
}
