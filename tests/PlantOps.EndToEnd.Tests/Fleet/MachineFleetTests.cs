using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.EndToEnd.Tests.Alerts;
using PlantOps.EndToEnd.Tests.Archives;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// A whole fleet, each part on a machine of its own, of which any is killed, cut off, restarted or upgraded while devices publish
/// over MQTT: FLEET_ROUNDS times with FLEET_DEVICES virtual devices, which run the device's own code over TLS, and FLEET_CLIENTS
/// clients, which measure how long readings take; by chance from FLEET_SEED, for FLEET_AWAY_S seconds at most, and FLEET_OLDER
/// is a gateway to upgrade from. No reading is lost or doubled, each alert is raised once, and each message is sent once.
/// </summary>
public sealed class MachineFleetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Plants = 6;
    private const int Dry = 10;
    private const string Rule = "soil_moisture.low";
    private const int Wet = 60;

    private static readonly int Rounds = Number("FLEET_ROUNDS", 3);
    private static readonly int Devices = Number("FLEET_DEVICES", 24);
    private static readonly int Clients = Number("FLEET_CLIENTS", 24);
    private static readonly int Seed = Number("FLEET_SEED", 20_261_130);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(Number("FLEET_AWAY_S", 8));
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Random _random = new(Seed);
    private readonly List<FleetDevice> _clients = [];
    private readonly List<Running> _running = [];
    private readonly List<string> _plants = [];
    private readonly List<(string Event, TimeSpan Unready, TimeSpan Flows, TimeSpan Kept)> _measured = [];
    private MachineFleet? _fleet;
    private readonly List<VirtualFleet> _devices = [];
    private DiscordServer? _discord;

    private MachineFleet Fleet => _fleet!;

    private DiscordServer Discord => _discord!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await MachineFleet.StartedAsync();
        foreach (var some in Enumerable.Range(1, Devices).Chunk(VirtualFleet.MaxDevices))
        {
            _devices.Add(new VirtualFleet(_fleet.Gateways[0], some.Length, speed: 1, _fleet.Https)
            {
                Begins = "0s", Named = string.Create(CultureInfo.InvariantCulture, $"Plant {some[0]}-"),
            });
        }

        _discord = new DiscordServer(_fleet.Network.Here.Address);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var some in _running) some.Dispose();
        foreach (var some in _devices) some.Dispose();
        if (_fleet is not null) await _fleet.DisposeAsync();
        if (_discord is not null) await _discord.DisposeAsync();
    }

    [Fact]
    public async Task AnyPart_KilledCutOffOrRestarted_LosesNothingAndTellsOnce()
    {
        output.WriteLine($"FLEET_SEED={Seed}, gateways are {Fleet.Gateways[0].Program}");
        await AddClientsAsync();
        await WatchAsync();
        foreach (var some in _devices) await some.EnrolAsync();
        _running.AddRange(_devices.Select(some => some.Start(TimeSpan.FromDays(1))));
        var ledger = new FleetLedger(_clients, Fleet.Apis);
        var events = new FleetEvents(Fleet, _random, Longest, Environment.GetEnvironmentVariable("FLEET_OLDER"));
        using var ends = new CancellationTokenSource();
        var begun = DateTimeOffset.UtcNow;
        var load = Task.WhenAll(_clients.Select(device => device.PublishUntilAsync(ends.Token)));
        await ledger.FlowAsync(Patience);
        await ledger.CaughtUpAsync(Patience);

        for (var round = 1; round <= Rounds; round++)
        {
            var since = DateTimeOffset.UtcNow;
            foreach (var device in _clients.Take(Plants)) device.Moisture = round % 2 == 0 ? Wet : Dry;
            await HappenAsync(round, events, ledger);
            await Fleet.WholeAsync(Plants);
            await ToldAsync(round);
            output.WriteLine($"  {await ledger.VerifyAsync(since)} readings of clients, 0 lost, 0 doubled");
            Assert.All(_running, some => Assert.False(some.HasEnded, "Virtual devices ended."));
        }

        foreach (var (some, run) in _devices.Zip(_running)) await VerifyAsync(some, run);
        await ends.CancelAsync();
        await load.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var all = await ledger.VerifyAsync(begun);
        Assert.Equal(_clients.Sum(device => device.Taken), all);
        var alerts = Plants * ((Rounds + 1) / 2);
        output.WriteLine(
            $"{Rounds} rounds, {_devices.Sum(some => some.Taken)} readings of {Devices} devices and {all} of {Clients} clients, 0 lost, 0 doubled; "
            + $"{alerts} alerts, each raised and told once. Nodes that had to be started anew: {Fleet.Cluster.StartedAnew.Count}.");
        Summarize();
    }

    private async Task VerifyAsync(VirtualFleet devices, Running running)
    {
        await running.TerminateAsync();
        devices.Count(await running.EndAsync());
        await devices.DrainAsync();
        foreach (var api in Fleet.Apis) await devices.VerifyAsync(api);
    }

    private async Task HappenAsync(int round, FleetEvents events, FleetLedger ledger)
    {
        var flow = ledger.FlowAsync(Patience);
        using var over = new CancellationTokenSource();
        var unready = UnreadyAsync(over.Token);
        var what = await events.NextAsync();
        var (half, all) = await flow;
        var kept = await ledger.CaughtUpAsync(Patience);
        await over.CancelAsync();
        _measured.Add((what, await unready, all, kept));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{round}: {what}, away for {events.Away.TotalSeconds:F1} s: nobody ready for {_measured[^1].Unready.TotalSeconds:F1} s; "
            + $"a reading of then is stored after {half.TotalSeconds:F1} s of half of the devices, "
            + $"{all.TotalSeconds:F1} s of all; one was kept for {kept.TotalSeconds:F1} s"));
    }

    // The longest time in which nobody in front was answered.
    private async Task<TimeSpan> UnreadyAsync(CancellationToken over)
    {
        using var http = new HttpClient();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var (longest, since) = (TimeSpan.Zero, Stopwatch.GetTimestamp());
        while (!over.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            if (await Fleet.IsReadyAsync(http)) since = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(since) > longest) longest = Stopwatch.GetElapsedTime(since);
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        return longest;
    }

    private async Task AddClientsAsync()
    {
        var registered = await Credentials.RegisterManyAsync(Fleet.Gateways[0], Clients);
        _clients.AddRange(registered.Index().Select(one =>
            new FleetDevice(one.Item, Fleet.Nodes, one.Index) { KeepsUntilStored = true, Interval = TimeSpan.FromSeconds(2) }));
    }

    private async Task WatchAsync()
    {
        await Fleet.SayAsync("channel", "add", "discord", "Family", $"url={Discord.Webhook}");
        for (var number = 0; number < Plants; number++)
        {
            var plant = (await Fleet.SayAsync("plant", "add", Name(number), "--place", "Hall")).GetProperty("id").GetString()!;
            await Fleet.SayAsync("plant", "rule", plant, Rule, "dwell_s=0", "cooldown_s=0", "warning=30");
            await Fleet.SayAsync("plant", "watch", plant, _clients[number].Id);
            _plants.Add(plant);
        }
    }

    // In every second round each plant gets dry, which is an alert and a message, and in the others its alert is over.
    private async Task ToldAsync(int round)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var number = 0; number < Plants; number++)
        {
            while (Told(number) < (round + 1) / 2 || await AlertsAsync(Fleet.Apis[0], _plants[number], open: true) != round % 2)
            {
                if (deadline.IsCancellationRequested)
                    throw new TimeoutException($"{Name(number)} was not told of: {string.Join('\n', Discord.Taken)}");
                await beat.WaitForNextTickAsync(CancellationToken.None);
            }

            Assert.Equal((round + 1) / 2, Told(number));
        }

        foreach (var api in Fleet.Apis)
        {
            foreach (var plant in _plants) Assert.Equal((round + 1) / 2, await AlertsAsync(api, plant, open: null));
        }
    }

    private static async Task<int> AlertsAsync(GatewayApi api, string plant, bool? open)
    {
        var path = $"/api/v1/alerts?limit=500&plant={plant}" + (open is null ? string.Empty : "&open=true");
        var alerts = (await api.GetAsync(path)).GetProperty("items").EnumerateArray();
        return alerts.Count(alert => alert.GetProperty("rule").GetString() == Rule);
    }

    private int Told(int number) => Regex.Count(string.Join('\n', Discord.Taken), Name(number));

    private void Summarize()
    {
        foreach (var kind in _measured.GroupBy(one => one.Event).OrderBy(kind => kind.Key))
        {
            var (unready, flows, kept) = (Show(kind, one => one.Unready), Show(kind, one => one.Flows),
                Show(kind, one => one.Kept));
            output.WriteLine($"| {kind.Key} | {kind.Count()} | {unready} | {flows} | {kept} |");
        }

        // The median, and the most.
        static string Show<T>(IEnumerable<T> of, Func<T, TimeSpan> value)
        {
            var ordered = of.Select(one => value(one).TotalSeconds).Order().ToList();
            return string.Create(CultureInfo.InvariantCulture, $"{ordered[ordered.Count / 2]:F1}, {ordered[^1]:F1}");
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Fern{number}");

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
