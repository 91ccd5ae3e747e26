using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Alerts;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Three gateways of which one, or the database, dies at a random instant, again and again: FLEET_ROUNDS times with FLEET_DEVICES
/// devices, 40 at most, as they register at once. No reading is lost or stored twice, each alert is raised once, and each
/// message is sent once.
/// </summary>
public sealed class FleetKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int MaxDevices = 40;

    private static readonly int Rounds = Number("FLEET_ROUNDS", 3);
    private static readonly int Devices = Math.Min(Number("FLEET_DEVICES", MaxDevices), MaxDevices);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(12);

    private readonly DiscordServer _discord = new();
    private readonly ThreeGateways _fleet = new([.. FleetWatch.Settings]);

    private VirtualFleet? _devices;

    private VirtualFleet Fleet => _devices!;

    public async ValueTask InitializeAsync()
    {
        await _fleet.StartAsync();
        _devices = new VirtualFleet(_fleet.Gateways[0], Devices, speed: 1, _fleet.Https) { Begins = "0s" };
    }

    public async ValueTask DisposeAsync()
    {
        _devices?.Dispose();
        await _fleet.DisposeAsync();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OfAnyGatewayOrTheDatabase_LosesNothingAndTellsOnce()
    {
        var random = new Random(20_261_130);
        var unready = new List<TimeSpan>();
        var watch = new FleetWatch(_fleet, _discord);
        await watch.AddChannelAsync();
        await Fleet.EnrolAsync();
        await watch.WatchAsync();

        for (var round = 0; round < Rounds; round++)
        {
            using var running = Fleet.Start(Round);
            await AfterAsync(random.Next(1_000, 6_000));
            unready.Add(await HitAsync(random.Next(_fleet.Gateways.Count + 1)));
            Fleet.Count(await running.EndAsync());
        }

        await Fleet.DrainAsync();
        await Fleet.VerifyAsync(_fleet.Api);
        await watch.VerifyAsync();
        output.WriteLine(
            $"{Rounds} rounds, {Fleet.Taken} readings; nobody was ready for {unready.Max().TotalSeconds:F1} s at most.");
    }

    // One that is killed comes back when others have done its work for a while.
    private async Task<TimeSpan> HitAsync(int which)
    {
        var since = Stopwatch.GetTimestamp();
        if (which == _fleet.Gateways.Count)
        {
            _fleet.Database!.Crash();
            _fleet.Database.Start();
            await _fleet.ReadyAsync();
            return Stopwatch.GetElapsedTime(since);
        }

        await _fleet.Gateways[which].KillAsync();
        await _fleet.ReadyAsync();
        var unready = Stopwatch.GetElapsedTime(since);
        await AfterAsync(5_000);
        await _fleet.StartAsync(_fleet.Gateways[which]);
        return unready;
    }

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
