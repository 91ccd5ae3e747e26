using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>QoS 2 packet by packet, because no client library repeats a publish on demand.</summary>
public sealed class ExactlyOncePublishTests
{
    private const byte Publish = 0x34;
    private const byte PublishAgain = 0x3C;

    private static readonly byte[] Received = [0x50, 2, 0, 7];
    private static readonly byte[] Release = [0x62, 2, 0, 7];
    private static readonly byte[] Complete = [0x70, 2, 0, 7];

    [Fact]
    public async Task Publish_RepeatedBeforeItsRelease_IsStoredOnce()
    {
        var port = GatewayHost.FreePorts(1)[0];
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Mqtt:PlainPort", $"{port}"]);
        using var device = new BrokerClient(gateway, "AA:BB");
        var message = Packet(Text(device.Topic("telemetry")), [0, 7], Encoding.UTF8.GetBytes("""{"temperature":21.5}"""));

        using var first = await ConnectAsync(port, device);
        Assert.Equal(Received, await AskAsync(first, [Publish, .. message]));
        first.Close();

        // The answer was lost: the client comes back to its session and says it again.
        using var second = await ConnectAsync(port, device);
        Assert.Equal(Received, await AskAsync(second, [PublishAgain, .. message]));
        Assert.Equal(Complete, await AskAsync(second, Release));

        Assert.Single(gateway.Services.GetRequiredService<IReadingStore>().Read(device.Device.Number, 0, long.MaxValue, 10));
    }

    private static async Task<TcpClient> ConnectAsync(int port, BrokerClient device)
    {
        const byte CredentialsAndAnOldSession = 0xC0;
        var client = new TcpClient();
        await client.ConnectAsync("localhost", port, TestContext.Current.CancellationToken);
        var connect = Packet(
            [.. Text("MQTT"), 4, CredentialsAndAnOldSession, 0, 60], Text("test"),
            [.. Text(device.Device.Id), .. Text(BrokerClient.Password)]);
        var accepted = await AskAsync(client, [0x10, .. connect]);
        Assert.Equal(0, accepted[3]);
        return client;
    }

    private static async Task<byte[]> AskAsync(TcpClient client, byte[] packet)
    {
        await client.GetStream().WriteAsync(packet, TestContext.Current.CancellationToken);
        var answer = new byte[4];
        await client.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        return answer;
    }

    private static byte[] Packet(byte[] one, byte[] two, byte[] three) =>
        [(byte)(one.Length + two.Length + three.Length), .. one, .. two, .. three];

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
