using System.Globalization;
using MQTTnet;
using MQTTnet.Formatter;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.EndToEnd.Tests.Fleet;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.RabbitMq;

/// <summary>
/// RabbitMQ that asks a gateway who may connect, and the gateway, which reads from it. Started once: it takes seconds.
/// </summary>
public sealed class RabbitMqRig : IAsyncLifetime
{
    public const string GatewayUser = "gateways";

    private readonly TemporaryDirectory _files = new();

    internal RabbitMqCluster Cluster { get; private set; } = null!;

    internal GatewayHost Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var port = GatewayHost.FreePorts(1)[0];
        var key = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        await File.WriteAllTextAsync(_files.File("key"), key);
        await File.WriteAllTextAsync(_files.File("password"), "the gateways' password");
        Cluster = await RabbitMqCluster.StartedAsync(1, GatewayHost.FreePorts, RabbitMqCluster.Asking(port, key));
        var node = Cluster.First;
        Gateway = await AtBrokerAsync(
            "--Broker:AccessPort", port.ToString(CultureInfo.InvariantCulture), "--Broker:AccessKeyFile", _files.File("key"),
            "--Broker:Management", $"http://127.0.0.1:{node.ManagementPort}");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Cluster.DisposeAsync();
        _files.Dispose();
    }

    /// <summary>A gateway that has reached the broker.</summary>
    internal async Task<GatewayHost> AtBrokerAsync(params string[] more)
    {
        var gateway = await GatewayHost.StartedAsync(more:
        [
            "--Broker:Mode", "rabbitmq", "--Broker:Address", $"amqp://127.0.0.1:{Cluster.First.AmqpPort}",
            "--Broker:Username", GatewayUser, "--Broker:PasswordFile", _files.File("password"), .. more,
        ]);
        var source = gateway.Services.GetServices<IHealthSource>().Single(health => health.Component == "broker");
        await Eventually.IsAsync(() => source.Problem() is null);
        return gateway;
    }

    internal Device Admit(string hardware, string password) => Gateway.Services.GetRequiredService<DeviceRegistry>()
        .Admit(new DeviceDescription("Fern", hardware, null, null, []), password, null)!;

    internal static MqttClientOptions Options(int port, string username, string password, string? clientId = null) =>
        new MqttClientOptionsBuilder()
        .WithTcpServer("127.0.0.1", port)
        .WithProtocolVersion(MqttProtocolVersion.V311)
        .WithCredentials(username, password)
        .WithClientId(clientId ?? username)
        .Build();
}
