using MQTTnet;
using MQTTnet.Formatter;
using PlantOps.EndToEnd.Tests.Fleet;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External;

public sealed class RabbitMqClusterTests
{
    [Fact]
    public async Task Started_ThreeNodes_AreOneBroker()
    {
        await using var cluster = await RabbitMqCluster.StartedAsync(3, GatewayHost.FreePorts);
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", cluster.Nodes[2].MqttPort)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithCredentials("guest", "guest")
            .Build();
        using var client = new MqttClientFactory().CreateMqttClient();

        // It listens before its nodes have agreed on who keeps track of clients, and is not available until then.
        await Eventually.IsAsync(async () =>
        {
            var answer = await client.ConnectAsync(options, TestContext.Current.CancellationToken);
            return answer.ResultCode == MqttClientConnectResultCode.Success;
        });
    }
}
