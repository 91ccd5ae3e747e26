using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>A greenhouse behind one address comes back after a power cut.</summary>
public sealed class FleetReturnTests
{
    private const int Devices = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Connect_AThousandDevicesOfOneAddressAtOnce_AllAreLetIn()
    {
        await using var broker = await PlainBroker.StartedAsync();
        var devices = Enumerable.Range(0, Devices).Select(_ => broker.NewDevice()).ToList();
        var pending = broker.Get<PendingConnections>();

        // Nobody logs in before all are there.
        var clients = await Task.WhenAll(devices.Select(_ => RawClient.OpenAsync(broker.Port)));
        Assert.True(SpinWait.SpinUntil(() => pending.Count == Devices, Patience), $"{pending.Count} wait for their log-in.");
        var answers = await Task.WhenAll(clients.Zip(devices, LogInAsync))
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.All(answers, answer => Assert.Equal((0x20, 0), (answer.Header, answer.Body[1])));
        var presence = broker.Get<DevicePresence>();
        Assert.All(devices, device => Assert.True(presence.IsConnected(device.Number)));
        Assert.Equal(0, pending.Count);
        foreach (var client in clients) client.Dispose();
    }

    private static Task<RawPacket> LogInAsync(RawClient client, Device device) =>
        client.AskAsync(RawPackets.Connect(device.Id, BrokerClient.Password));
}
