using System.Diagnostics;
using System.Text.Json;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Plants;

/// <summary>How long it takes to judge a long history of 50 plants anew, over the API, one plant after the other.</summary>
internal sealed class ReplayTime(Scale scale, Fleet fleet)
{
    public const int Plants = 50;

    public async Task<Row> RunAsync()
    {
        using var directory = await fleet.CopyDirectoryAsync();
        await using var gateway = await fleet.StartGatewayAsync(directory);
        var fill = new ArchiveFill(gateway.Tls, scale.ArchiveDays);
        Console.WriteLine($"Filling {Plants} devices × {scale.ArchiveDays} days, {fill.ReadingsADevice * Plants:N0} readings");
        await fill.RunAsync(gateway.Clients(Plants));
        var plants = await WatchedPlants.AddAsync(gateway, Plants, fill.Start);
        using var api = await gateway.ApiAsync();
        var (times, alerts) = (new Samples(), 0);
        for (var round = 1; round <= scale.Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            alerts = 0;
            foreach (var plant in plants) alerts += await ReplayAsync(api, plant, fill.Start);
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            Console.WriteLine($"Judged anew in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {alerts:N0} alerts");
        }

        return new Row(
            $"{Plants} plants × {scale.ArchiveDays} days judged anew, {fill.ReadingsADevice * Plants:N0} readings, {alerts:N0} alerts, s")
        {
            Gateway = times.Text("0.0"),
            Reach = Reach.AtMost(10, times.Median, " s"),
        };
    }

    private static async Task<int> ReplayAsync(HttpClient api, string plant, long from)
    {
        await using var answer = await api.GetStreamAsync($"/api/v1/plants/{plant}/replay?from={from}");
        return (await JsonDocument.ParseAsync(answer)).RootElement.GetArrayLength();
    }
}
