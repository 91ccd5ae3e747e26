using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Broker.Embedded;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What clients that were not let in can make the broker do.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task Connect_AnnouncingMoreThanCredentialsNeed_IsClosedBeforeTheRestIsRead()
    {
        await using var broker = await PlainBroker.StartedAsync();
        using var stranger = await RawClient.OpenAsync(broker.Port);

        await stranger.SendAsync([0x10, 0x81, 0x20]);

        Assert.Empty(await stranger.ReadToEndAsync());
    }

    [Fact]
    public async Task Connect_WhileStrangersHoldConnectionsFromTheSameAddress_IsLetIn()
    {
        await using var broker = await PlainBroker.StartedAsync(
            substitute: services => services.AddSingleton(new PendingConnections(maxPerAddress: 10, maxInAll: 20)));
        var strangers = new List<RawClient>();
        for (var i = 0; i < 50; i++) strangers.Add(await RawClient.OpenAsync(broker.Port));

        var (device, _) = await RawClient.ConnectedAsync(broker.Port, broker.NewDevice());

        // Those who come later do not end the device's connection.
        for (var i = 0; i < 50; i++) strangers.Add(await RawClient.OpenAsync(broker.Port));
        Assert.Empty(await strangers[0].ReadToEndAsync());
        Assert.Empty(await device.RestAsync());
        Assert.InRange(broker.Get<PendingConnections>().Count, 0, 10);
        device.Dispose();
        foreach (var stranger in strangers) stranger.Dispose();
    }

    [Fact]
    public async Task Log_OfWhatStrangersSay_IsFewLinesWithoutTheirWords()
    {
        using var log = new LevelRecorder();
        await using var broker = await PlainBroker.StartedAsync(substitute: log.Substitute);
        for (var i = 0; i < 50; i++)
        {
            await SayAsync(broker.Port, [0xD0, 0]);
            await SayAsync(broker.Port, Forged("MQTT\n2026-11-28 03:00:00.000 INF Device plant-owned registered\u001b[31m"));
            await SayAsync(broker.Port, Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
            await SayAsync(broker.Port, []);
            using var reset = await RawClient.OpenAsync(broker.Port);
            reset.Break();
        }

        Assert.True(SpinWait.SpinUntil(() => broker.Get<PendingConnections>().Count == 0, TimeSpan.FromSeconds(60)));
        Assert.InRange(log.Lines.Count(IsToldByTheBroker), 1, 3);
        Assert.DoesNotContain(log.Lines, line => line.Level > LogLevel.Information);
        var all = string.Join('|', log.Lines.Select(line => line.Text));
        Assert.DoesNotContain("plant-owned", all, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', all);
    }

    [Fact]
    public async Task Log_OfADeviceWhoseConnectionIsReset_IsDebug()
    {
        using var log = new LevelRecorder();
        await using var broker = await PlainBroker.StartedAsync(substitute: log.Substitute);
        var presence = broker.Get<Gateway.Devices.Presence.DevicePresence>();
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device);

        client.Break();

        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Number), TimeSpan.FromSeconds(60)));
        Assert.DoesNotContain(log.Lines, IsToldByTheBroker);
        Assert.DoesNotContain(log.Lines, line => line.Level > LogLevel.Information);
    }

    private static bool IsToldByTheBroker(LoggedLine line) =>
        line.Level > LogLevel.Debug && line.Category.StartsWith("PlantOps.Gateway.Broker", StringComparison.Ordinal);

    private static byte[] Forged(string protocol) =>
        RawPackets.Packet(0x10, [.. RawPackets.Text(protocol), 4, 2, 0, 60, 0, 1, (byte)'x']);

    private static async Task SayAsync(int port, byte[] words)
    {
        using var stranger = await RawClient.OpenAsync(port);
        await TrySendAsync(stranger, words);
    }

    // The gateway may close while this is still sent.
    private static async Task TrySendAsync(RawClient client, byte[] bytes)
    {
        try
        {
            await client.SendAsync(bytes);
        }
        catch (IOException exception)
        {
            Debug.WriteLine(exception.Message);
        }
    }
}
