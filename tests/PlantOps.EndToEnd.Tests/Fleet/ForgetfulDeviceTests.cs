using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Devices that forget a reading as soon as a broker has taken it, and a broker that is killed while no gateway is there: what
/// the other tests would find if gateways did not say what is stored. Only where they are asked for.
/// </summary>
public sealed class ForgetfulDeviceTests(ITestOutputHelper output)
{
    private const int Devices = 6;
    private const int Readings = 600;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mosquitto_KilledWithEverythingInMemory_LosesWhatDevicesHaveForgotten(bool keepsUntilStored)
    {
        Component.Need("mosquitto");
        await using var gateway = await GatewayProcess.StartedAsync();
        var registered = await Credentials.RegisterManyAsync(gateway, Devices);
        using var api = await gateway.ApiAsync();
        await gateway.StopAsync();
        await using var broker = new DeviceBroker(gateway);
        await broker.StartAsync();
        await gateway.StartAsync(broker.Settings);

        var (taken, lost) = await LoseAsync(
            registered, [("127.0.0.1", broker.PlainPort)], keepsUntilStored, api, gateway.KillAsync,
            async () =>
            {
                await broker.KillAsync();
                await broker.StartAsync();
                await gateway.StartAsync(broker.Settings);
            });

        output.WriteLine($"mosquitto, kept until stored: {keepsUntilStored}; {taken} readings taken, {lost} lost.");
        Assert.Equal(keepsUntilStored, lost == 0);
    }

    [Fact(Explicit = true)]
    public async Task RabbitMq_AllNodesKilled_LosesNothingThatDevicesHaveForgotten()
    {
        await using var fleet = await RabbitMqFleet.StartedAsync(3);
        var registered = await Credentials.RegisterManyAsync(fleet.Gateway, Devices);
        using var api = await fleet.Gateway.ApiAsync();

        var (taken, lost) = await LoseAsync(
            registered, [.. fleet.Cluster.Nodes.Select(node => (node.Machine.Address, node.MqttPort))], keepsUntilStored: false,
            api, fleet.Gateway.KillAsync,
            async () =>
            {
                foreach (var node in fleet.Cluster.Nodes) await node.KillAsync();
                foreach (var node in fleet.Cluster.Nodes) node.Start();
                foreach (var node in fleet.Cluster.Nodes) await node.ReadyAsync();
                await fleet.StartGatewayAsync();
            });

        output.WriteLine($"RabbitMQ, all nodes killed: {taken} readings taken, {lost} lost.");
        Assert.Equal(0, lost);
    }

    // The gateway goes, devices go on for a while, the broker is killed, and both come back.
    private static async Task<(long Taken, long Lost)> LoseAsync(
        IReadOnlyList<Credentials> registered, IReadOnlyList<(string Host, int Port)> nodes, bool keepsUntilStored,
        GatewayApi api, Func<Task> gatewayGoes, Func<Task> brokerDies)
    {
        var devices = registered.Index()
            .Select(one => new FleetDevice(one.Item, nodes, one.Index) { KeepsUntilStored = keepsUntilStored }).ToList();
        using var ends = new CancellationTokenSource();
        var load = Task.WhenAll(devices.Select(device => device.PublishUntilAsync(ends.Token)));
        await Task.WhenAll(devices.Select(device => device.FlowsAsync())).WaitAsync(Patience);
        await gatewayGoes();
        var before = devices.Sum(device => device.Taken);
        await RabbitMqCluster.UntilAsync(() => Task.FromResult(devices.Sum(device => device.Taken) > before + Readings));
        await ends.CancelAsync();

        // Where devices keep what they have, they cannot end before the gateway is back.
        if (!keepsUntilStored) await load.WaitAsync(Patience);
        await brokerDies();
        await load.WaitAsync(Patience);
        var lost = await LostAsync(devices, api);
        foreach (var device in devices) device.Dispose();
        return (devices.Sum(device => device.Taken), lost);
    }

    // What the broker still has comes within seconds; what is lost never does.
    private static async Task<long> LostAsync(IReadOnlyList<FleetDevice> devices, GatewayApi api)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (long before = -1; ;)
        {
            long stored = 0;
            foreach (var device in devices) stored += (await api.IdentitiesAsync(device.Id)).Count;
            var lost = devices.Sum(device => device.Taken) - stored;
            if (lost == 0 || stored == before) return lost;
            before = stored;
            for (var second = 0; second < 5; second++) await beat.WaitForNextTickAsync();
        }
    }
}
