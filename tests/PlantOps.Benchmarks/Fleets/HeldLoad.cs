using System.Diagnostics;
using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>
/// Every device sends a reading a minute, into one or several gateways, for a while: is every one stored, and what does it
/// take?
/// </summary>
internal sealed class HeldLoad(ManyDevices devices, TimeSpan duration)
{
    private const int SecondsBetween = 60;
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public int Rate => (int)Math.Ceiling(devices.Count / (double)SecondsBetween);

    public async Task<IReadOnlyList<Row>> RunAsync(int count)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var gateways = new GatewayGroup(devices);
        string[] settings = ["--Broker:Mode", "mqtt", "--Broker:Address", $"mqtt://127.0.0.1:{broker.Plain.Port}"];
        for (var i = 0; i < count; i++) await gateways.StartAsync(settings);

        // They know each other, and have looked at their plants.
        await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        var before = gateways.Memory();
        var ticks = gateways.Ticks();
        var boot = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await using var load = await ManyTopics.ConnectAsync(
            broker.Plain, Enumerable.Range(1, devices.Count).Select(n => ManyDevices.IdentityOf(n).Topic), boot);
        var sent = await load.RunAsync(Rate, duration);
        var ended = Stopwatch.GetTimestamp();
        var during = gateways.Memory();
        var late = await StoredAsync(sent, boot, ended);
        var used = gateways.Ticks().Zip(ticks, (after, then) => (after - then) / TicksPerSecond / duration.TotalSeconds * 100)
            .ToList();
        await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        var what = $"{count} gateway{(count == 1 ? "" : "s")}";
        return
        [
            new Row($"{what}: {Rate:N0} readings/s for {duration.TotalMinutes:0.#} min, stored of {sent:N0}")
            {
                Gateway = $"{sent:N0}, each once", Reach = "0 lost: yes",
            },
            new Row($"{what}: until the last one was stored, s") { Gateway = $"{late.TotalSeconds:0.0}", Reach = "" },
            new Row($"{what}: memory before, at the end, 30 s later, MB (each gateway + PostgreSQL)")
            {
                Gateway = $"{before}; {during}; {gateways.Memory()}",
            },
            new Row($"{what}: of a processor, % (each gateway + PostgreSQL)")
            {
                Gateway = string.Join(" + ", used.Select(share => $"{share:N0}")),
            },
        ];
    }

    // All that was sent and nothing twice.
    private async Task<TimeSpan> StoredAsync(long sent, long boot, long ended)
    {
        while (true)
        {
            var stored = (long)(await devices.Cluster.ExecuteAsync(
                $"SELECT count(*) FROM readings WHERE boot = {boot}", isGateways: true))!;
            if (stored >= sent) break;
            if (Stopwatch.GetElapsedTime(ended) > Patience)
                throw new InvalidDataException($"{sent:N0} readings were sent, {stored:N0} are stored.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        var late = Stopwatch.GetElapsedTime(ended);
        var once = (long)(await devices.Cluster.ExecuteAsync(
            $"SELECT count(*) FROM (SELECT DISTINCT device, boot, seq FROM readings WHERE boot = {boot}) AS each",
            isGateways: true))!;
        var all =
            (long)(await devices.Cluster.ExecuteAsync($"SELECT count(*) FROM readings WHERE boot = {boot}", isGateways: true))!;
        if (once != sent || all != sent)
            throw new InvalidDataException($"{sent:N0} readings were sent, {all:N0} are stored, {once:N0} different ones.");
        return late;
    }
}
