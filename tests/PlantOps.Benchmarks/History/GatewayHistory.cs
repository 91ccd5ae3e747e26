using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.History;

/// <summary>The gateway, filled over MQTT with TLS as devices do it and asked over HTTPS, on either of its stores.</summary>
internal sealed partial class GatewayHistory : IHistoryServer
{
    private readonly Fleet _fleet;
    private readonly DataDirectory _directory;
    private readonly PostgresCluster? _cluster;
    private Gateway _gateway;
    private HttpClient _api;

    private GatewayHistory(Fleet fleet, DataDirectory directory, PostgresCluster? cluster, Gateway gateway, HttpClient api) =>
        (_fleet, _directory, _cluster, _gateway, _api) = (fleet, directory, cluster, gateway, api);

    public string Name => _cluster is null ? "PlantOps, LiteDB" : "PlantOps, PostgreSQL";

    public static async Task<GatewayHistory> OnLiteDbAsync(int devices) =>
        await StartAsync(await Fleet.EnrolAsync(devices), null);

    public static async Task<GatewayHistory> OnPostgresAsync(int devices)
    {
        var cluster = await PostgresCluster.StartAsync();
        return await StartAsync(await Fleet.EnrolAsync(devices, cluster), cluster);
    }

    public async Task FillAsync(HistoryPlan plan) =>
        await new ArchiveFill(_gateway.Tls, plan.Days, plan.Start).RunAsync(_gateway.Clients(plan.Devices));

    public async Task<long> BytesAsync()
    {
        // A clean stop folds what is not folded yet, and rolling up happens by itself only every quarter of an hour.
        await RestartAsync();
        await _gateway.CommandAsync("store", "rebuild-rollups");
        await RestartAsync();
        return _cluster is null ? _directory.DatabaseBytes() : await _cluster.GatewayBytesAsync();
    }

    public long? ResidentBytes() => _gateway.ResidentBytes() + (_cluster?.ResidentBytes() ?? 0);

    public Task<Answer> RawAsync(int device, long from, long to) => AskAsync(device, from, to, "raw");

    public Task<Answer> RolledUpAsync(int device, long from, long to, long width) =>
        AskAsync(device, from, to, ((int)Math.Ceiling((double)(to - from) / width)).ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        _directory.Dispose();
        if (_cluster is not null) await _cluster.DisposeAsync();
        _fleet.Dispose();
    }

    private static async Task<GatewayHistory> StartAsync(Fleet fleet, PostgresCluster? cluster)
    {
        var directory = await fleet.CopyDirectoryAsync();
        var gateway = await fleet.StartGatewayAsync(directory);
        return new GatewayHistory(fleet, directory, cluster, gateway, await gateway.ApiAsync());
    }

    private async Task RestartAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        _gateway = await _fleet.StartGatewayAsync(_directory);
        _api = await _gateway.ApiAsync();
    }

    private async Task<Answer> AskAsync(int device, long from, long to, string resolution)
    {
        var path =
            $"/api/v1/devices/{_gateway.Clients(device + 1)[device].Id}/telemetry?resolution={resolution}&from={from}&to={to}"
            + "&metrics=temperature,humidity,soil_moisture,light_level";
        var started = Stopwatch.GetTimestamp();
        using var answer = await _api.GetAsync(path);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var parsed = JsonDocument.Parse(body);
        var store = StoreTime().Match(answer.Headers.GetValues("Server-Timing").Single()).Groups[1].Value;
        return new Answer(
            parsed.RootElement.GetProperty("t").GetArrayLength(), elapsed, double.Parse(store, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("store;dur=([0-9.]+)")]
    private static partial Regex StoreTime();
}
