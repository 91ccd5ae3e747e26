using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>RabbitMQ of some nodes, which ask a gateway who may connect, and that gateway, which reads from them.</summary>
internal sealed class RabbitMqFleet : IAsyncDisposable
{
    private const string User = "gateways";
    private const int Attempts = 3;

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("plantops-fleet-");
    private readonly int _accessPort = GatewayProcess.FreePort();

    private RabbitMqFleet(RabbitMqCluster cluster, GatewayProcess gateway) => (Cluster, Gateway) = (cluster, gateway);

    public RabbitMqCluster Cluster { get; private set; }

    public GatewayProcess Gateway { get; }

    private string KeyFile => Path.Combine(_files.FullName, "key");

    private string PasswordFile => Path.Combine(_files.FullName, "password");

    public static async Task<RabbitMqFleet> StartedAsync(int nodes)
    {
        var fleet = new RabbitMqFleet(null!, new GatewayProcess());
        try
        {
            var key = Guid.NewGuid().ToString("N");
            await File.WriteAllTextAsync(fleet.KeyFile, key);
            await File.WriteAllTextAsync(fleet.PasswordFile, Guid.NewGuid().ToString("N"));
            fleet.Cluster = await RabbitMqCluster.StartedAsync(
                nodes, count => [.. Enumerable.Range(0, count).Select(_ => GatewayProcess.FreePort())],
                RabbitMqCluster.Asking(fleet._accessPort, key));
            await fleet.StartGatewayAsync();
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL, and started again at once.</summary>
    public async Task KillGatewayAsync()
    {
        await Gateway.KillAsync();
        await StartGatewayAsync();
    }

    public Task StartGatewayAsync() => Gateway.StartAsync(
        "--Broker:Mode", "rabbitmq", "--Broker:Address",
        string.Join(',', Cluster.Nodes.Select(node => $"amqp://127.0.0.1:{node.AmqpPort}")), "--Broker:Username", User,
        "--Broker:PasswordFile", PasswordFile, "--Broker:AccessPort", $"{_accessPort}", "--Broker:AccessKeyFile", KeyFile,
        "--Broker:Management", string.Join(',', Cluster.Nodes.Select(node => $"http://127.0.0.1:{node.ManagementPort}")));

    /// <summary>
    /// Starts a node that was killed, and waits until the others have it again. RabbitMQ 3.10 asks the others who keeps track of
    /// MQTT clients for up to 100 s at a time, and again after that, while it does not listen: one that takes too long is
    /// started anew, as one would by hand.
    /// </summary>
    public async Task StartAsync(RabbitMqNode node)
    {
        for (var attempt = 1; ; attempt++)
        {
            node.Start();
            try
            {
                await node.ReadyAsync();
                break;
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                await node.KillAsync();
            }
        }

        await Cluster.CompleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        if (Cluster is not null) await Cluster.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
