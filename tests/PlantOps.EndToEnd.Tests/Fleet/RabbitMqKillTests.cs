using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// RabbitMQ of three nodes and a gateway that reads from it, with a node or the gateway killed while devices publish.
/// FLEET_KILL_ROUNDS sets how often; four times by default, which takes a minute.
/// </summary>
public sealed class RabbitMqKillTests(ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int Devices = 12;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("FLEET_KILL_ROUNDS") ?? "4", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_ANodeOrTheGateway_EveryAcknowledgedReadingIsThereOnce()
    {
        await using var fleet = await RabbitMqFleet.StartedAsync(Nodes);
        var nodes = fleet.Cluster.Nodes.Select(node => (node.Machine.Address, node.MqttPort)).ToArray();
        var devices = await Task.WhenAll(Enumerable.Range(0, Devices).Select(async number =>
            new FleetDevice(await Credentials.RegisterAsync(fleet.Gateway, $"fleet-{number}"), nodes, number)));
        using var api = await fleet.Gateway.ApiAsync();
        using var ends = new CancellationTokenSource();
        var load = Task.WhenAll(devices.Select(device => device.PublishUntilAsync(ends.Token)));

        for (var round = 0; round < Rounds; round++)
        {
            using (var timer = new PeriodicTimer(Before)) await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            var killed = Stopwatch.StartNew();
            var node = round % 2 == 0 ? fleet.Cluster.Nodes[round / 2 % Nodes] : null;
            if (node is not null) await node.KillAsync();
            else await fleet.KillGatewayAsync();
            await ArrivesAsync(devices, api);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{node?.Name ?? "The gateway"} killed: readings flow again after {killed.Elapsed.TotalSeconds:F1} s"));
            if (node is not null) await fleet.StartAsync(node);
        }

        await ends.CancelAsync();
        await load.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var (lost, doubled) = await MissingAsync(devices, api);
        output.WriteLine(
            $"{devices.Sum(device => device.Acknowledged.Count)} readings acknowledged, {lost} lost, {doubled} doubled.");
        foreach (var device in devices) device.Dispose();
        Assert.Equal((0, 0), (lost, doubled));
    }

    // What every device has published since is stored.
    private static async Task ArrivesAsync(FleetDevice[] devices, GatewayApi api)
    {
        var before = devices.Select(device => device.Acknowledged.Count).ToArray();
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var index = 0; index < devices.Length; index++)
        {
            var device = devices[index];
            while (device.Acknowledged.Count <= before[index]) await beat.WaitForNextTickAsync(deadline.Token);
            var acknowledged = device.Acknowledged.Keys.ToList();
            while (true)
            {
                var stored = await api.IdentitiesAsync(device.Id);
                if (acknowledged.All(stored.ContainsKey)) break;
                await beat.WaitForNextTickAsync(deadline.Token);
            }
        }
    }

    // A reading may still be on its way from the broker; one that is lost never comes.
    private static async Task<(int Lost, int Doubled)> MissingAsync(FleetDevice[] devices, GatewayApi api)
    {
        var patience = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var (lost, doubled) = (0, 0);
            foreach (var device in devices)
            {
                var stored = await api.IdentitiesAsync(device.Id);
                lost += device.Acknowledged.Keys.Count(reading => !stored.ContainsKey(reading));
                doubled += stored.Count(pair => pair.Value > 1);
            }

            if (lost == 0 || patience.Elapsed > Patience) return (lost, doubled);
            await beat.WaitForNextTickAsync();
        }
    }
}
