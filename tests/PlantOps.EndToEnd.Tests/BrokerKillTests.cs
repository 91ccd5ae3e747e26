using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Archives;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>
/// Devices whose broker is mosquitto, which acknowledges what it has in memory only. Broker, gateway or both are killed while
/// they publish; what they have taken by their own count is in the store in the end, once. BROKER_KILL_ROUNDS and
/// BROKER_READINGS set how often, and how much is lost with the broker.
/// </summary>
public sealed partial class BrokerKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int SpeedOfKills = 20;
    private const int SpeedOfLoss = 60;
    private const int ReadingsOfADevice = 60;

    private static readonly int Rounds = Number("BROKER_KILL_ROUNDS", 3);
    private static readonly int Readings = Number("BROKER_READINGS", 360);

    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("plantops-flash-");
    private readonly GatewayProcess _gateway = new();
    private DeviceBroker _broker = null!;
    private GatewayApi _api = null!;
    private int _taken;

    public async ValueTask InitializeAsync()
    {
        Component.Need("mosquitto");
        await _gateway.StartAsync();
        _api = await _gateway.ApiAsync();
        await _gateway.StopAsync();
        _broker = new DeviceBroker(_gateway);
        await _broker.StartAsync();
        await _gateway.StartAsync(_broker.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
        await _broker.DisposeAsync();
        _flash.Delete(recursive: true);
    }

    [Fact]
    public async Task Kill_OfBrokerGatewayOrBoth_LosesAndDoublesNothing()
    {
        const int Devices = 6;
        var random = new Random(20_261_130);
        await EnrolAsync(Devices);
        var seconds = 5 + (4 * Rounds);
        using var fleet = Start(Devices, SpeedOfKills, TimeSpan.FromSeconds(seconds * SpeedOfKills));

        for (var round = 0; round < Rounds; round++)
        {
            await PauseAsync(random.Next(500, 3_000));
            var (killsBroker, killsGateway) = (round % 3 != 1, round % 3 != 0);
            if (killsBroker) await _broker.KillAsync();
            if (killsGateway) await _gateway.KillAsync();
            if (killsBroker) await _broker.StartAsync();
            if (killsGateway) await _gateway.StartAsync(_broker.Settings);
        }

        Count(await fleet.EndAsync());
        await DrainAsync(Devices, SpeedOfKills);
        await VerifyAsync(Devices);
        output.WriteLine($"{Rounds} kills, {_taken} readings, 0 lost, 0 doubled.");
    }

    [Fact]
    public async Task Kill_OfABrokerThatTookMuchWhileTheGatewayWasAway_LosesAndDoublesNothing()
    {
        var devices = Math.Max(6, Readings / ReadingsOfADevice);
        await EnrolAsync(devices);
        await _gateway.KillAsync();
        using var fleet = Start(devices, SpeedOfLoss, TimeSpan.FromDays(1));

        await _broker.TakesAsync(Readings);
        await _broker.KillAsync();
        await fleet.InterruptAsync();
        Count(await fleet.EndAsync());
        await _broker.StartAsync();
        await _gateway.StartAsync(_broker.Settings);

        await DrainAsync(devices, SpeedOfLoss);
        await VerifyAsync(devices);
        output.WriteLine($"mosquitto took {Readings} readings and was killed; {_taken} taken by devices, 0 lost, 0 doubled.");
    }

    private static int Number(string name, int usual) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{usual}", CultureInfo.InvariantCulture);

    private static async Task PauseAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }

    private async Task EnrolAsync(int devices)
    {
        var codes = await Task.WhenAll(Enumerable.Range(1, devices).Select(i => _gateway.AddDeviceAsync($"Plant {i}")));
        var enrolled = await Finished.RunAsync(
            Repository.VirtualDevice, [.. Arguments(devices, 1, "1s"), "--gateway", $"{_gateway.Https}", "--code", string.Join(',', codes)]);
        Count(enrolled);
    }

    private Running Start(int devices, int speed, TimeSpan duration) =>
        new(Repository.VirtualDevice, Arguments(devices, speed, $"{duration.TotalSeconds}s"));

    // As long as a busy machine needs.
    private async Task DrainAsync(int devices, int speed)
    {
        Finished ran;
        var runs = 0;
        do
        {
            ran = await Finished.RunAsync(Repository.VirtualDevice, Arguments(devices, speed, $"{4 * speed}s"));
            Count(ran);
        }
        while (!ran.Output.Contains("buffered 0, lost 0", StringComparison.Ordinal) && ++runs < 8);

        Assert.Contains("buffered 0, lost 0", ran.Output, StringComparison.Ordinal);
    }

    private async Task VerifyAsync(int devices)
    {
        var ids = (await _api.GetAsync("/api/v1/devices")).EnumerateArray().Select(device => device.GetProperty("id").GetString()!).ToList();
        Assert.Equal(devices, ids.Count);
        var stored = 0;
        foreach (var id in ids)
        {
            var readings = await _api.IdentitiesAsync(id);
            Assert.All(readings, reading => Assert.Equal(1, reading.Value));
            stored += readings.Count;
        }

        Assert.Equal(_taken, stored);
    }

    private string[] Arguments(int devices, int speed, string duration) =>
    [
        "--count", $"{devices}", "--data", _flash.FullName, "--speed", $"{speed}", "--start=-3d", "--interval", "5", "--duration", duration,
    ];

    private void Count(Finished ran)
    {
        Assert.True(TakenText().IsMatch(ran.Output), ran.Output + ran.Error);
        _taken += int.Parse(TakenText().Match(ran.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"taken (\d+),")]
    private static partial Regex TakenText();
}
