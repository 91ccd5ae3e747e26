using System.Diagnostics;
using System.Net;
using PlantOps.Benchmarks.Pages;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>
/// What it costs a gateway that very many devices and plants are registered, though none of them says anything.
/// </summary>
internal sealed class FleetCost(ManyDevices devices, TimeSpan idle, int starts)
{
    private const double TicksPerSecond = 100;

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var times = new Samples();
        for (var i = 0; i < starts; i++)
        {
            await using var started = await devices.StartGatewayAsync();
            times.Add(started.ReadyAfter.TotalMilliseconds);
            Console.WriteLine(
                $"  ready after {started.ReadyAfter.TotalMilliseconds:N0} ms, {Megabytes(started.ResidentBytes())} MB");
        }

        var rows = new List<Row> { Row(
            "Start to ready, ms", times.TextWithSpread("N0"), Reach.AtMost(2000, times.Median, " ms")) };
        await using var gateway = await devices.StartGatewayAsync();
        rows.Add(
            Row("Processor in the first minute after it, gateway + PostgreSQL, s",
                await BusyAsync(gateway, TimeSpan.FromMinutes(1)), ""));
        rows.Add(Row("Memory then, gateway + PostgreSQL, MB", MemoryOf(gateway), ""));
        await Task.Delay(idle, TimeProvider.System);
        rows.Add(
            Row("Processor while nothing happens, gateway + PostgreSQL, s a minute",
                await BusyAsync(gateway, TimeSpan.FromMinutes(1)), ""));
        rows.Add(Row("Memory then, gateway + PostgreSQL, MB", MemoryOf(gateway), ""));
        using var api = await gateway.ApiAsync();
        using var browser = await PageTimes.BrowserAsync(gateway);
        rows.Add(await AskedAsync(browser, "/devices", 2000));
        rows.Add(await AskedAsync(browser, "/plants", 2000));
        rows.Add(await AskedAsync(api, "/api/v1/devices?limit=500", null));
        rows.Add(await AskedAsync(api, "/api/v1/plants?limit=500", null));
        rows.Add(await AskedAsync(api, "/api/v1/fleet", null));
        rows.Add(Row("Memory after these, gateway + PostgreSQL, MB", MemoryOf(gateway), ""));
        return rows;
    }

    private static Row Row(string measure, string figure, string reach) => new(measure) { Gateway = figure, Reach = reach };

    private static string Megabytes(long bytes) => $"{bytes / 1e6:N0}";

    private string MemoryOf(Gateway gateway) =>
        $"{Megabytes(gateway.ResidentBytes())} + {Megabytes(devices.Cluster.ResidentBytes())}";

    private async Task<string> BusyAsync(Gateway gateway, TimeSpan time)
    {
        var (mine, theirs) = (gateway.ProcessorTicks(), devices.Cluster.ProcessorTicks());
        await Task.Delay(time, TimeProvider.System);
        var figure =
            $"{(gateway.ProcessorTicks() - mine) / TicksPerSecond:0.0} + {(devices.Cluster.ProcessorTicks() - theirs) / TicksPerSecond:0.0}";
        Console.WriteLine($"  processor {figure} s in {time.TotalSeconds:N0} s, memory {MemoryOf(gateway)} MB");
        return figure;
    }

    private static async Task<Row> AskedAsync(HttpClient client, string path, double? goal)
    {
        var (times, bytes) = (new Samples(), 0L);
        for (var i = 0; i < 5; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path);
            bytes = (await answer.Content.ReadAsByteArrayAsync()).LongLength;
            if (answer.StatusCode != HttpStatusCode.OK) return Row($"`{path}`", $"{(int)answer.StatusCode}", "");
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        Console.WriteLine($"  {path}: {times.TextWithSpread("N0", " ms")}, {bytes / 1e3:N0} KB");
        return Row($"`{path}`, ms ({bytes / 1e3:N0} KB)", times.TextWithSpread("N0"),
            goal is { } most ? Reach.AtMost(most, times.Median, " ms") : "");
    }
}
