using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>A device that sends and never reads.</summary>
public sealed class SlowReaderTests
{
    private const int Packets = 4000;

    [Fact]
    public async Task Write_ToADeviceThatNeverReads_EndsItsConnectionInTime()
    {
        var time = new WaitingTime();
        await using var broker = await PlainBroker.StartedAsync(time);
        var presence = broker.Get<DevicePresence>();
        var device = broker.NewDevice();
        using var client = await DeafAsync(broker, device);

        while (await time.NextWait() != PacketWriter.Timeout)
        {
            // Somebody else waits.
        }

        Assert.True(presence.IsConnected(device.Number));
        time.Advance(PacketWriter.Timeout);
        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Number), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Connect_AgainWhileTheFirstConnectionIsNotRead_TakesOverAtOnce()
    {
        var time = new WaitingTime();
        await using var broker = await PlainBroker.StartedAsync(time);
        var device = broker.NewDevice();
        using var deaf = await DeafAsync(broker, device);
        while (await time.NextWait() != PacketWriter.Timeout)
        {
            // Somebody else waits.
        }

        // The clock stands still: nobody waits for the first one.
        var (second, _) = await RawClient.ConnectedAsync(broker.Port, device, RawPackets.Version5);
        var (other, _) = await RawClient.ConnectedAsync(broker.Port, broker.NewDevice());

        second.Dispose();
        other.Dispose();
        Assert.InRange(broker.Get<DeviceSessions>().Find(device.Id)!.WaitingBytes, 0, DeviceSession.MaxWaitingBytes);
    }

    [Fact]
    public async Task Connection_WhoseHandlingFails_IsTakenOffTheDevicesThatAreConnected()
    {
        await using var broker = await PlainBroker.StartedAsync();
        var presence = broker.Get<DevicePresence>();
        var device = broker.NewDevice();
        var entered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.Get<DeviceConnectionHandler>().ClientHandler = channel =>
        {
            var own = (DeviceChannel)channel;
            (own.Client, own.IsCounted) = (new ConnectedClient(device, null), true);
            presence.Connected(device.Number);
            entered.SetResult(presence.IsConnected(device.Number));
            throw new InvalidOperationException("A bug.");
        };

        using var client = await RawClient.OpenAsync(broker.Port);

        Assert.True(await entered.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken));
        Assert.Empty(await client.ReadToEndAsync());
        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Number), TimeSpan.FromSeconds(60)));
    }

    // It is sent what it says itself.
    private static async Task<RawClient> DeafAsync(PlainBroker broker, Device device)
    {
        var client = await RawClient.OpenAsync(broker.Port, receiveBuffer: 4096);
        var topic = $"devices/{device.Id}/status";
        await client.SendAsync(RawPackets.Connect(device.Id, BrokerClient.Password, RawPackets.Version5));
        await client.SendAsync(RawPackets.Subscribe(1, RawPackets.Version5, (topic, 1)));
        var publish = RawPackets.Publish(topic, new string('x', 4000), version: RawPackets.Version5);
        for (var i = 0; i < Packets; i++) await client.SendAsync(publish);
        return client;
    }
}
