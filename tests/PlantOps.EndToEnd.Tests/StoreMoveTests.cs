using System.Globalization;
using System.Security.Authentication;
using System.Text.Json;
using MQTTnet.Exceptions;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests;

/// <summary>Moving to PostgreSQL and back while devices publish; natively compiled where tests/publish-native was run.</summary>
public sealed class StoreMoveTests(ITestOutputHelper output) : IDisposable
{
    private const int Devices = 3;
    private const int InFlight = 5;

    private const int Pause = 100;

    // Each at least once; in the switch, which is short, more often.
    private static readonly MoveMoment[] Moments =
        [MoveMoment.Begun, MoveMoment.Compared, MoveMoment.Switching, MoveMoment.Switching, MoveMoment.Switched,
            MoveMoment.Begun];

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PostgresServer _server = new();
    private string? _database;

    [Fact]
    public async Task Migrate_ThereAndBackUnderLoad_EveryAcknowledgedReadingIsThereOnce()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var clients = await EnrolAsync(gateway);
        using var api = await gateway.ApiAsync();
        await WhilePublishingAsync(clients, () => PublishedAsync(clients, 500));
        var device = await gateway.CommandAsync("device", "list", "--json");

        foreach (var (to, provider) in new[] { ("postgres", "PostgreSql"), ("litedb", "LiteDb"), ("postgres", "PostgreSql") })
        {
            var moved = await WhilePublishingAsync(clients, () => MigrateAsync(gateway, to));
            Assert.True(moved.ExitCode == 0, moved.Error + gateway.Output);
            Assert.Equal("done", JsonDocument.Parse(moved.Output).RootElement.GetProperty("phase").GetString());
            Assert.Equal(provider, await ProviderAsync(gateway));

            // The same token and the same devices, and they go on.
            var acknowledged = clients.Sum(client => client.Acknowledged.Count);
            await WhilePublishingAsync(clients, () => PublishedAsync(clients, acknowledged + 100));
            foreach (var client in clients) await VerifyAsync(api, client);
            Assert.Equal(Ids(device.Output), Ids((await gateway.CommandAsync("device", "list", "--json")).Output));
        }

        output.WriteLine($"{clients.Sum(client => client.Acknowledged.Count)} readings acknowledged over three moves.");
        Assert.Equal(0, await gateway.StopAsync());
        await gateway.StartAsync();
        foreach (var client in clients) await VerifyAsync(api, client);
        Assert.Equal(0, await gateway.StopAsync());
        var refused = await gateway.RunToEndAsync("--Store:Provider", "LiteDb");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("everything was moved to PostgreSql", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_EndedAgainAndAgain_IsFinishedByTheSameCommand(bool inOrder)
    {
        var random = new Random(4);
        await using var gateway = await GatewayProcess.StartedAsync();
        var clients = await EnrolAsync(gateway);
        using var api = await gateway.ApiAsync();
        await ImportAsync(gateway, clients[0].DeviceId, days: 10);
        var there = new List<MoveMoment>();
        foreach (var moment in Moments)
        {
            using var watch = new MoveWatch(gateway);
            var move = WhilePublishingAsync(clients, () => MigrateAsync(gateway, "postgres"));
            await watch.UntilAsync(moment);
            await AfterAsync(random.Next(1, 50));
            if (inOrder) Assert.Equal(0, await gateway.StopAsync());
            else await gateway.KillAsync();
            await gateway.StartAsync();

            // The command finds a gateway that knows of no move, or none, or was done before; it knows what became of it.
            var moved = await move;
            var isThere = await ProviderAsync(gateway) == "PostgreSql";
            Assert.True(moved.ExitCode == (isThere ? 0 : 1), moved.Error + gateway.Output);
            foreach (var client in clients) await VerifyAsync(api, client);
            if (!isThere) continue;
            there.Add(moment);
            var back = await MigrateAsync(gateway, "litedb");
            Assert.True(back.ExitCode == 0, back.Error);
            foreach (var client in clients) await VerifyAsync(api, client);
        }

        var end = await MigrateAsync(gateway, "postgres");
        Assert.True(end.ExitCode == 0, end.Error);
        foreach (var client in clients) await VerifyAsync(api, client);
        var acknowledged = clients.Sum(client => client.Acknowledged.Count);
        output.WriteLine($"Ended after the switch: {string.Join(", ", there)}; {acknowledged} readings acknowledged.");
        Assert.Contains(MoveMoment.Switched, there);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_TerminatedInTheSwitch_IsThereOrStaysWithEverything(bool databaseCrashes)
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var clients = await EnrolAsync(gateway);
        using var api = await gateway.ApiAsync();
        await WhilePublishingAsync(clients, () => PublishedAsync(clients, 200));
        var devices = Ids((await gateway.CommandAsync("device", "list", "--json")).Output);

        // There and back, so that there is the table that the last step of the next move is to wait for.
        foreach (var to in new[] { "postgres", "litedb" })
        {
            var moved = await WhilePublishingAsync(clients, () => MigrateAsync(gateway, to));
            Assert.True(moved.ExitCode == 0, moved.Error);
        }

        var hold = new TableHold(_database!, "enrolments");
        var move = WhilePublishingAsync(clients, () => MigrateAsync(gateway, "postgres"));
        await hold.SomebodyWaitsAsync();
        await gateway.TerminateAsync();
        if (databaseCrashes) _server.Crash();
        hold.Dispose();

        Assert.Equal(0, await gateway.EndedAsync());
        var said = await move;
        Assert.True(said.ExitCode == (databaseCrashes ? 1 : 0), said.Error + gateway.Output);
        await gateway.StartAsync();
        Assert.Equal(databaseCrashes ? "LiteDb" : "PostgreSql", await ProviderAsync(gateway));
        Assert.Equal(devices, Ids((await gateway.CommandAsync("device", "list", "--json")).Output));
        foreach (var client in clients) await VerifyAsync(api, client);

        var acknowledged = clients.Sum(client => client.Acknowledged.Count);
        await WhilePublishingAsync(clients, () => PublishedAsync(clients, acknowledged + 100));
        _server.StartAgain();
        var end = await MigrateAsync(gateway, databaseCrashes ? "postgres" : "litedb");
        Assert.True(end.ExitCode == 0, end.Error);
        foreach (var client in clients) await VerifyAsync(api, client);
    }

    [Fact]
    public async Task Migrate_WhereItCannotGo_SaysWhyAndGoesOn()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var nowhere = await gateway.CommandAsync(
            "store", "migrate", "--to", "postgres", "Host=127.0.0.1;Port=1;Username=x;Password=top-secret");
        var unreadable = await gateway.CommandAsync("store", "migrate", "--to", "postgres", "top-secret");
        var missing = await gateway.CommandAsync("store", "migrate", "--to", "postgres");
        var already = await gateway.CommandAsync("store", "migrate", "--to", "litedb");

        Assert.All(new[] { nowhere, unreadable, missing, already }, answer => Assert.Equal(1, answer.ExitCode));
        Assert.Contains("is not available", nowhere.Error, StringComparison.Ordinal);
        Assert.Contains("Store:ConnectionString", unreadable.Error, StringComparison.Ordinal);
        Assert.Contains("runs on LiteDb already", already.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", nowhere.Error + unreadable.Error + gateway.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await gateway.CommandAsync("store", "stats")).ExitCode);
    }

    public void Dispose() => _server.Dispose();

    private static async Task<DeviceClient[]> EnrolAsync(GatewayProcess gateway) =>
        await Task.WhenAll(Enumerable.Range(0, Devices).Select(async i =>
            new DeviceClient(
                gateway, await Credentials.RegisterAsync(gateway, string.Create(CultureInfo.InvariantCulture, $"move-{i}")))));

    private Task<Finished> MigrateAsync(GatewayProcess gateway, string to) => to == "postgres"
        ? gateway.CommandAsync("store", "migrate", "--to", to, _database ??= _server.NewDatabase(), "--json")
        : gateway.CommandAsync("store", "migrate", "--to", to, "--json");

    private static async Task<string?> ProviderAsync(GatewayProcess gateway) =>
        JsonDocument.Parse((await gateway.CommandAsync("store", "stats", "--json")).Output)
            .RootElement.GetProperty("provider").GetString();

    // Like a device: connects again whenever it was cut off.
    private static async Task<T> WhilePublishingAsync<T>(DeviceClient[] clients, Func<Task<T>> work)
    {
        using var enough = new CancellationTokenSource();
        var load = Task.WhenAll(clients.Select(client => PublishAsync(client, enough.Token)));
        var result = await work();
        await enough.CancelAsync();
        await load.WaitAsync(Patience);
        return result;
    }

    private static async Task PublishAsync(DeviceClient client, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                if (!client.IsConnected) await client.ConnectAsync();
                using var burst = CancellationTokenSource.CreateLinkedTokenSource(enough);
                burst.CancelAfter(Burst);
                await client.PublishUntilAsync(InFlight, burst.Token);
            }
            catch (Exception exception)
                when (exception is MqttCommunicationException or IOException or AuthenticationException
                    or InvalidOperationException)
            {
                // The gateway is away for a moment, or the client still closes its last connection (which it calls an invalid
                // operation); what was not acknowledged is published again.
            }

            await AfterAsync(Pause);
        }
    }

    private static async Task<bool> PublishedAsync(DeviceClient[] clients, int readings)
    {
        await UntilAsync(() => clients.Sum(client => client.Acknowledged.Count) >= readings);
        return true;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isSo()) await beat.WaitForNextTickAsync(deadline.Token);
    }

    private static async Task ImportAsync(GatewayProcess gateway, string device, int days)
    {
        var file = Path.Combine(gateway.DataDirectory, "history.csv");
        var start = DateTimeOffset.UtcNow.AddDays(-days);
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, days * 24 * 60).Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"{device},{start.AddMinutes(i):yyyy-MM-dd'T'HH:mm:ss.fff'Z'},77,{i},{20 + (i % 50 / 10.0)}"))
                .Prepend("device_id,time,boot,seq,temperature"));
        var imported = await gateway.CommandAsync("import", file);
        Assert.True(imported.ExitCode == 0, imported.Error);
    }

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }

    private static async Task VerifyAsync(GatewayApi api, DeviceClient client)
    {
        var stored = await api.IdentitiesAsync(client.DeviceId);
        var lost = client.Acknowledged.Count(reading => !stored.ContainsKey(reading));
        var twice = stored.Count(pair => pair.Value > 1);
        Assert.True(lost == 0 && twice == 0,
            $"Of {client.DeviceId} {lost} acknowledged readings are not there, {twice} are there twice.");
    }

    private static IEnumerable<string?> Ids(string devices) =>
        JsonDocument.Parse(devices).RootElement.EnumerateArray().Select(device => device.GetProperty("id").GetString());
}
