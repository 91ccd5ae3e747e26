using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Alerts;
using PlantOps.EndToEnd.Tests.Clients;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Three gateways of which one, or the database, dies at a random instant, again and again: FLEET_ROUNDS times with FLEET_DEVICES
/// devices, 40 at most, as they register at once. No reading is lost or stored twice, each alert is raised once, and each message is sent once.
/// </summary>
public sealed class FleetKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Plants = 5;
    private const int MaxDevices = 40;

    private static readonly int Rounds = Number("FLEET_ROUNDS", 3);
    private static readonly int Devices = Math.Min(Number("FLEET_DEVICES", MaxDevices), MaxDevices);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(12);

    private readonly DiscordServer _discord = new();
    private readonly ThreeGateways _fleet = new("--Notifications:AllowLocalTargets", "true", "--Notifications:BatchSeconds", "1");

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
        await SayAsync("channel", "add", "discord", "Family", $"url={_discord.Webhook}");
        await Fleet.EnrolAsync();
        await WatchAsync();

        for (var round = 0; round < Rounds; round++)
        {
            using var running = Fleet.Start(Round);
            await AfterAsync(random.Next(1_000, 6_000));
            unready.Add(await HitAsync(random.Next(_fleet.Gateways.Count + 1)));
            Fleet.Count(await running.EndAsync());
        }

        await Fleet.DrainAsync();
        await Fleet.VerifyAsync(_fleet.Api);
        await VerifyToldAsync();
        output.WriteLine($"{Rounds} rounds, {Fleet.Taken} readings; nobody was ready for {unready.Max().TotalSeconds:F1} s at most.");
    }

    // One that is killed comes back when others have done its work for a while.
    private async Task<TimeSpan> HitAsync(int which)
    {
        var since = Stopwatch.GetTimestamp();
        if (which == _fleet.Gateways.Count)
        {
            _fleet.Database.Crash();
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

    private async Task WatchAsync()
    {
        var devices = (await _fleet.Api.GetAsync("/api/v1/devices")).EnumerateArray().Select(device => device.GetProperty("id").GetString()!);
        foreach (var (i, device) in devices.Take(Plants).Index())
        {
            var plant = (await SayAsync("plant", "add", string.Create(CultureInfo.InvariantCulture, $"Fern{i}"), "--place", "Hall")).GetProperty("id").GetString()!;
            await SayAsync("plant", "rule", plant, "soil_moisture.low", "dwell_s=0", "warning=99");
            await SayAsync("plant", "watch", plant, device);
        }
    }

    private async Task VerifyToldAsync()
    {
        for (var i = 0; i < Plants; i++) await _discord.MessageAsync(string.Create(CultureInfo.InvariantCulture, $"Fern{i}"));
        var told = string.Join('\n', _discord.Taken);
        for (var i = 0; i < Plants; i++) Assert.Single(Regex.Matches(told, string.Create(CultureInfo.InvariantCulture, $"Fern{i}")));
        var alerts = (await _fleet.Api.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()
            .Where(alert => alert.GetProperty("rule").GetString() == "soil_moisture.low");
        Assert.Equal(Plants, alerts.Count());
    }

    private async Task<System.Text.Json.JsonElement> SayAsync(params string[] arguments)
    {
        var said = await _fleet.Gateways[0].CommandAsync([.. arguments, "--json"]);
        Assert.True(said.ExitCode == 0, said.Error + said.Output);
        return System.Text.Json.JsonDocument.Parse(said.Output).RootElement;
    }

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
