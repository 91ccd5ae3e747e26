using System.Globalization;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests;

/// <summary>
/// Devices whose broker is mosquitto, which acknowledges what it has in memory only. Broker, gateway or both are killed while
/// they publish; what they have taken by their own count is in the store in the end, once. BROKER_KILL_ROUNDS and
/// BROKER_READINGS set how often, and how much is lost with the broker.
/// </summary>
public sealed class BrokerKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Devices = 6;
    private const int SpeedOfKills = 20;
    private const int SpeedOfLoss = 60;
    private const int ReadingsOfADevice = 60;

    private static readonly int Rounds = Number("BROKER_KILL_ROUNDS", 3);
    private static readonly int Readings = Number("BROKER_READINGS", 360);

    private readonly Random _random = new(20_261_130);
    private readonly GatewayProcess _gateway = new();
    private string[] _settings = [];
    private DeviceBroker? _broker;

    private DeviceBroker Broker => _broker!;

    private static TimeSpan Duration => TimeSpan.FromSeconds(5 + (4 * Rounds));

    public ValueTask InitializeAsync()
    {
        Component.Need("mosquitto");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OfBrokerGatewayOrBoth_LosesAndDoublesNothing()
    {
        using var api = await StartAsync();
        using var fleet = new VirtualFleet(_gateway, Devices, SpeedOfKills);
        await fleet.EnrolAsync();
        using var running = fleet.Start(Duration);

        for (var round = 0; round < Rounds; round++)
        {
            await PauseAsync();
            var (killsBroker, killsGateway) = (round % 3 != 1, round % 3 != 0);
            if (killsBroker) await Broker.KillAsync();
            if (killsGateway) await _gateway.KillAsync();
            if (killsBroker) await Broker.StartAsync();
            if (killsGateway) await _gateway.StartAsync(_settings);
        }

        fleet.Count(await running.EndAsync());
        await fleet.DrainAsync();
        await fleet.VerifyAsync(api);
        output.WriteLine($"{Rounds} kills, {fleet.Taken} readings, 0 lost, 0 doubled.");
    }

    [Fact]
    public async Task Kill_OfABrokerThatTookMuchWhileTheGatewayWasAway_LosesAndDoublesNothing()
    {
        using var api = await StartAsync();
        using var fleet = new VirtualFleet(
            _gateway, Math.Clamp(Readings / ReadingsOfADevice, Devices, VirtualFleet.MaxDevices), SpeedOfLoss);
        await fleet.EnrolAsync();
        await _gateway.KillAsync();
        using var running = fleet.Start(TimeSpan.FromHours(1));

        await Broker.TakesAsync(Readings);
        await Broker.KillAsync();
        await running.TerminateAsync();
        fleet.Count(await running.EndAsync());
        await Broker.StartAsync();
        await _gateway.StartAsync(_settings);

        await fleet.DrainAsync();
        await fleet.VerifyAsync(api);
        output.WriteLine(
            $"mosquitto took {Readings} readings and was killed; {fleet.Taken} taken by devices, 0 lost, 0 doubled.");
    }

    [Fact]
    public async Task Kill_OfOneOfTwoGatewaysOnOneDatabase_LosesAndDoublesNothing()
    {
        using var database = new PostgresServer();
        using var api = await StartAsync("--Store:Provider", "PostgreSql", "--Store:ConnectionString", database.NewDatabase());
        await using var other = new GatewayProcess();
        await other.StartAsync(_settings);
        using var fleet = new VirtualFleet(_gateway, Devices, SpeedOfKills);
        await fleet.EnrolAsync();
        using var running = fleet.Start(Duration);

        for (var round = 0; round < Rounds; round++)
        {
            await PauseAsync();
            var gateway = round % 2 == 0 ? other : _gateway;
            if (round % 3 == 2) Assert.Equal(0, await gateway.StopAsync());
            else await gateway.KillAsync();
            await PauseAsync();
            await gateway.StartAsync(_settings);
        }

        fleet.Count(await running.EndAsync());
        await fleet.DrainAsync();
        await fleet.VerifyAsync(api);
        output.WriteLine($"{Rounds} ends of one of two gateways, {fleet.Taken} readings, 0 lost, 0 doubled.");
    }

    private static int Number(string name, int usual) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{usual}", CultureInfo.InvariantCulture);

    // The first start makes the certificate that the broker shows.
    private async Task<GatewayApi> StartAsync(params string[] settings)
    {
        await _gateway.StartAsync(settings);
        var api = await _gateway.ApiAsync();
        await _gateway.StopAsync();
        _broker = new DeviceBroker(_gateway);
        await _broker.StartAsync();
        _settings = [.. settings, .. _broker.Settings];
        await _gateway.StartAsync(_settings);
        return api;
    }

    private async Task PauseAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(_random.Next(500, 2_500)));
        await timer.WaitForNextTickAsync();
    }
}
