using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Alerts;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet.Databases;

/// <summary>
/// Three gateways on PostgreSQL with a cluster or a pooler of its own, as `tests/kill-postgres` runs them: FLEET_ROUNDS times.
/// </summary>
public sealed class PostgresClusterTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Devices = 36;

    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("FLEET_ROUNDS") ?? "3", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(12);

    private readonly DiscordServer _discord = new();
    private ThreeGateways? _gateways;
    private VirtualFleet? _devices;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _devices?.Dispose();
        if (_gateways is not null) await _gateways.DisposeAsync();
        await _discord.DisposeAsync();
    }

    [Fact(Explicit = true)]
    public async Task Patroni_ThePrimaryIsKilled_NothingIsLostAndEachMessageIsSentOnce()
    {
        await using var cluster = await PatroniCluster.StartedAsync();
        var random = new Random(20_261_130);
        var unready = new List<(TimeSpan Taken, TimeSpan Ready)>();

        await LoseNothingAsync($"{cluster.Connection};Database=postgres", async () =>
        {
            await AfterAsync(random.Next(1_000, 6_000));
            var primary = cluster.Primary() ?? throw new InvalidOperationException("No server takes writes.");
            var since = Stopwatch.GetTimestamp();
            primary.Kill();
            await cluster.PrimaryAsync();
            var taken = Stopwatch.GetElapsedTime(since);
            await _gateways!.ReadyAsync();
            unready.Add((taken, Stopwatch.GetElapsedTime(since)));
            primary.Start();
            await cluster.WholeAsync();
        });

        output.WriteLine(
            $"{Rounds} primaries killed, {_devices!.Taken} readings, 0 lost, 0 doubled; another took its place after "
                + $"{Spread(unready.Select(round => round.Taken))}, and a gateway was ready after {Spread(unready.Select(round => round.Ready))}.");
    }

    [Theory(Explicit = true)]
    [InlineData("session")]
    [InlineData("transaction")]
    public async Task PgBouncer_KilledAndStartedAgain_NothingIsLostAndEachMessageIsSentOnce(string mode)
    {
        using var server = new PostgresServer();
        await using var pooler = await PgBouncer.StartedAsync(server, mode);
        var random = new Random(20_261_130);

        await LoseNothingAsync(pooler.Connection, async () =>
        {
            await AfterAsync(random.Next(1_000, 6_000));
            await pooler.RestartAsync();
            await _gateways!.ReadyAsync();
        });

        output.WriteLine($"pgbouncer in {mode} mode killed {Rounds} times: {_devices!.Taken} readings, 0 lost, 0 doubled.");
    }

    [Fact(Explicit = true)]
    public async Task PgBackRest_RestoresAServerWhoseDiskIsLost_WithAllThatWasArchived()
    {
        using var backups = new PgBackRest();
        var isFirst = true;

        await LoseNothingAsync(backups.Server.NewDatabase(), async () =>
        {
            await AfterAsync(3_000);
            if (isFirst) backups.Backup();
            isFirst = false;
            await AfterAsync(20_000);
            backups.LoseAndRestore();
            await _gateways!.ReadyAsync();
        });

        output.WriteLine(
            $"A server lost with its disk {Rounds} times, and restored: {_devices!.Taken} readings, 0 lost, 0 doubled.");
    }

    private async Task LoseNothingAsync(string connection, Func<Task> meanwhile)
    {
        _gateways = new ThreeGateways(connection, [.. FleetWatch.Settings]);
        await _gateways.StartAsync();
        _devices = new VirtualFleet(_gateways.Gateways[0], Devices, speed: 1, _gateways.Https) { Begins = "0s" };
        var watch = new FleetWatch(_gateways, _discord);
        await watch.AddChannelAsync();
        await _devices.EnrolAsync();
        await watch.WatchAsync();

        for (var round = 0; round < Rounds; round++)
        {
            using var running = _devices.Start(Round);
            await meanwhile();
            _devices.Count(await running.EndAsync());
        }

        await _devices.DrainAsync();
        await _devices.VerifyAsync(_gateways.Api);
        await watch.VerifyAsync();
    }

    private static string Spread(IEnumerable<TimeSpan> times)
    {
        var ordered = times.Order().ToList();
        return $"{ordered[ordered.Count / 2].TotalSeconds:F1} s ({ordered[0].TotalSeconds:F1}–{ordered[^1].TotalSeconds:F1})";
    }

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }
}
