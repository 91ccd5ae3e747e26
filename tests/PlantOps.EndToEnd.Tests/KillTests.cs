using System.Globalization;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>
/// The gateway is killed at random instants under load. KILL_ROUNDS sets how often (tests/kill --rounds N).
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Devices = 8;
    private const int InFlight = 10;

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("KILL_ROUNDS") ?? "15", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_UnderLoad_EveryAcknowledgedReadingIsThereOnce()
    {
        var random = new Random(20_261_124);
        await using var gateway = new GatewayProcess();
        await gateway.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Devices).Select(i => EnrolAsync(gateway, i)));
        using var api = await gateway.ApiAsync();

        for (var round = 1; round <= Rounds; round++)
        {
            await LoadAndKillAsync(gateway, clients, TimeSpan.FromMilliseconds(random.Next(50, 600)));
            await gateway.StartAsync();
            foreach (var client in clients) await VerifyAsync(api, client, round);
        }

        output.WriteLine($"{Rounds} rounds, {clients.Sum(client => client.Acknowledged.Count)} readings acknowledged.");
        Assert.All(clients, client => Assert.NotEmpty(client.Acknowledged));
    }

    private static async Task<DeviceClient> EnrolAsync(GatewayProcess gateway, int number) =>
        new(gateway, await Credentials.RegisterAsync(gateway, string.Create(CultureInfo.InvariantCulture, $"kill-{number}")));

    private static async Task LoadAndKillAsync(GatewayProcess gateway, DeviceClient[] clients, TimeSpan after)
    {
        await Task.WhenAll(clients.Select(client => client.ConnectAsync()));
        using var killed = new CancellationTokenSource();
        var load = Task.WhenAll(clients.Select(client => client.PublishUntilAsync(InFlight, killed.Token)));
        using var timer = new PeriodicTimer(after);
        await timer.WaitForNextTickAsync();
        await gateway.KillAsync();
        await killed.CancelAsync();
        await load.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static async Task VerifyAsync(GatewayApi api, DeviceClient client, int round)
    {
        var stored = await api.IdentitiesAsync(client.DeviceId);
        var lost = client.Acknowledged.Where(reading => !stored.ContainsKey(reading)).ToList();
        Assert.True(lost.Count == 0,
            $"Round {round}: {lost.Count} acknowledged readings of {client.DeviceId} are not there, {lost.FirstOrDefault()} first.");
        var twice = stored.Where(pair => pair.Value > 1).ToList();
        Assert.True(twice.Count == 0, $"Round {round}: {twice.Count} readings of {client.DeviceId} are there twice.");
    }
}
