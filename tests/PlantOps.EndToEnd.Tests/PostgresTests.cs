using System.Globalization;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests;

/// <summary>The gateway with PostgreSQL, natively compiled where tests/publish-native was run.</summary>
public sealed class PostgresTests(ITestOutputHelper output) : IDisposable
{
    private const int Devices = 4;
    private const int InFlight = 10;
    private const int Rounds = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PostgresServer _server = new();

    [Fact]
    public async Task Crash_OfDatabaseOrGatewayUnderLoad_EveryAcknowledgedReadingIsThereOnce()
    {
        var random = new Random(15);
        string[] settings = ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", _server.NewDatabase()];
        await using var gateway = new GatewayProcess();
        await gateway.StartAsync(settings);
        var clients = await Task.WhenAll(Enumerable.Range(0, Devices).Select(i => EnrolAsync(gateway, i)));
        using var api = await gateway.ApiAsync();

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(clients.Select(client => client.ConnectAsync()));
            using var enough = new CancellationTokenSource();
            var load = Task.WhenAll(clients.Select(client => client.PublishUntilAsync(InFlight, enough.Token)));
            await AfterAsync(random.Next(50, 500));
            if (round % 2 == 0) await CrashDatabaseAsync(clients);
            await gateway.KillAsync();
            await enough.CancelAsync();
            await load.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await gateway.StartAsync(settings);
            foreach (var client in clients) await VerifyAsync(api, client, round);
        }

        output.WriteLine($"{Rounds} rounds, {clients.Sum(client => client.Acknowledged.Count)} readings acknowledged.");
        Assert.All(clients, client => Assert.NotEmpty(client.Acknowledged));
    }

    public void Dispose() => _server.Dispose();

    // The gateway and its connections live on: what was not acknowledged meanwhile is when the database is back.
    private async Task CrashDatabaseAsync(DeviceClient[] clients)
    {
        _server.Crash();
        _server.Start();
        var before = clients.Sum(client => client.Acknowledged.Count);
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (clients.Sum(client => client.Acknowledged.Count) <= before + (Devices * InFlight))
            await beat.WaitForNextTickAsync(deadline.Token);
    }

    private static async Task<DeviceClient> EnrolAsync(GatewayProcess gateway, int number) =>
        new(gateway, await Credentials.RegisterAsync(gateway, string.Create(CultureInfo.InvariantCulture, $"postgres-{number}")));

    private static async Task AfterAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync();
    }

    private static async Task VerifyAsync(GatewayApi api, DeviceClient client, int round)
    {
        var stored = await api.IdentitiesAsync(client.DeviceId);
        var lost = client.Acknowledged.Count(reading => !stored.ContainsKey(reading));
        var twice = stored.Count(pair => pair.Value > 1);
        Assert.True(lost == 0 && twice == 0,
            $"Round {round}: of {client.DeviceId} {lost} acknowledged readings are not there, {twice} are there twice.");
    }
}
