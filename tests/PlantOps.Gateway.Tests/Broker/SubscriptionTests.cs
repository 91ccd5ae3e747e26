using PlantOps.Gateway.Broker.Embedded;
using static PlantOps.Gateway.Tests.Broker.RawPackets;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What a device can make the broker keep for it.</summary>
public sealed class SubscriptionTests(PlainBroker broker) : IClassFixture<PlainBroker>
{
    [Theory]
    [InlineData(Version311, 0x80)]
    [InlineData(Version5, 0x97)]
    public async Task Subscribe_OnceTooOften_IsRefusedAndTheOthersStay(byte version, int refused)
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, version);
        using var connected = client;
        var numbers = Enumerable.Range(0, DeviceSession.MaxSubscriptions);
        var filters = numbers.Select(i => ($"devices/{device.Id}/x{i}", (byte)0)).ToArray();
        var codes = (await client.AskAsync(Subscribe(1, version, filters))).Body[^filters.Length..];
        Assert.All(codes, code => Assert.Equal(0, code));

        Assert.Equal(refused, (await client.AskAsync(Subscribe(2, version, ($"devices/{device.Id}/more", 0)))).Body[^1]);
        Assert.Equal(0, (await client.AskAsync(Subscribe(3, version, filters[0]))).Body[^1]);

        await client.AskAsync(Unsubscribe(4, version, filters[0].Item1));
        Assert.Equal(0, (await client.AskAsync(Subscribe(5, version, ($"devices/{device.Id}/more", 0)))).Body[^1]);
    }

    [Theory]
    [InlineData(Version311, 0x80)]
    [InlineData(Version5, 0x97)]
    public async Task Subscribe_WithALongFilter_IsRefused(byte version, int refused)
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, version);
        using var connected = client;

        var filter = $"devices/{device.Id}/{new string('x', DeviceSession.MaxFilterBytes)}";
        var answer = await client.AskAsync(Subscribe(1, version, (filter, 0)));

        Assert.Equal(refused, answer.Body[^1]);
        Assert.Equal(0, broker.Get<DeviceSessions>().Find(device.Id)!.Subscriptions);
    }

    [Fact]
    public async Task Subscribe_WithDifferentQoS_IsAnsweredInTheOrderOfTheFilters()
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device);
        using var connected = client;

        var own = $"devices/{device.Id}/";
        var answer = await client.AskAsync(
            Subscribe(1, Version311, (own + "desired", 0), ("devices/other/desired", 1), (own + "commands", 2)));

        Assert.Equal([0, 0x80, 2], answer.Body[2..]);
    }

    [Fact]
    public async Task Publish_ToItselfWithoutReadingTheAnswers_KeepsABoundedQueue()
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(
            broker.Port, device, Version5, clean: false, properties: Property(0x11, 3600u));
        using var connected = client;
        var topic = $"devices/{device.Id}/status";
        await client.SendAsync(Subscribe(1, Version5, (topic, 1)));
        var payload = new string('x', 30_000);
        for (ushort i = 1; i <= 400; i++) await client.SendAsync(Publish(topic, payload, 1, i, version: Version5));
        await client.SendAsync(Ping);
        var read = new List<RawPacket>();
        do read.Add(await client.ReadAsync());
        while (read.All(packet => packet.Header != 0xD0) || read.Count(packet => packet.Type == 4) < 400);

        Assert.InRange(read.Count(packet => packet.Type == 3), 1, (int)(DeviceSession.MaxWaitingBytes / 30_000));
        Assert.InRange(broker.Get<DeviceSessions>().Find(device.Id)!.WaitingBytes, 1, DeviceSession.MaxWaitingBytes);
    }

    [Fact]
    public async Task Send_MoreThanASessionMayKeep_EndsTheSessionSoThatTheDeviceSubscribesAgain()
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, clean: false);
        await client.AskAsync(Subscribe(1, Version311, ($"devices/{device.Id}/commands", 1)));
        client.Dispose();
        for (var i = 0; i < DeviceSession.MaxWaiting; i++) await broker.SendAsync(device, "commands", "{}");
        var (kept, stillThere) = await RawClient.ConnectedAsync(broker.Port, device, clean: false);
        kept.Break();
        Assert.Equal(1, stillThere.Body[0]);

        await broker.SendAsync(device, "commands", "{}");

        var (again, answer) = await RawClient.ConnectedAsync(broker.Port, device, clean: false);
        again.Dispose();
        Assert.Equal(0, answer.Body[0]);
    }

    [Fact]
    public async Task Publish_ALargeMessageToBeRetained_IsNotRetained()
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, Version5);
        using var connected = client;
        var topic = $"devices/{device.Id}/status";

        var payload = new string('x', DeviceMessages.MaxRetainedBytes);
        var answer = await client.AskAsync(Publish(topic, payload, 1, 7, retain: true, version: Version5));
        Assert.Equal((0x40, 0x97), (answer.Header, answer.Body[2]));

        await client.AskAsync(Subscribe(1, Version5, (topic, 1)));
        Assert.Empty(await client.RestAsync());
    }

    [Fact]
    public async Task Publish_OnALongTopicOfItsOwn_IsRefused()
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, Version5);
        using var connected = client;

        var answer = await client.AskAsync(Publish($"devices/{device.Id}/{new string('x', 300)}", "{}", 1, 7, version: Version5));

        Assert.Equal((0x40, 0x87), (answer.Header, answer.Body[2]));
    }
}
