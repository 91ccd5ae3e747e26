using System.Text;
using PlantOps.Gateway.Devices;
using static PlantOps.Gateway.Tests.Broker.RawPackets;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What MQTT 3.1.1 and 5 ask of a broker alike, as far as a device can see it: it has its own topics only.</summary>
public sealed class MqttTests(PlainBroker broker) : IClassFixture<PlainBroker>
{
    private const byte PubAck = 0x40;

    public static TheoryData<byte> Versions => [Version311, Version5];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Publish_AtEachQoS_ComesBackToItsSubscriber(byte version)
    {
        var (device, client) = await DeviceAsync(version);
        await SubscribeAsync(client, device, version, "status", 2);

        await client.SendAsync(Publish(Topic(device), "0", version: version));
        Assert.Equal((0, "0"), Content(await client.ReadAsync(), version));

        await client.SendAsync(Publish(Topic(device), "1", 1, 11, version: version));
        var packets = new[] { await client.ReadAsync(), await client.ReadAsync() };
        Assert.Equal(11, Assert.Single(packets, packet => packet.Header == PubAck).Id);
        var published = Assert.Single(packets, packet => packet.Type == 3);
        Assert.Equal((1, "1"), Content(published, version));
        await client.SendAsync(Answer(PubAck, published.Id));

        await client.SendAsync(Publish(Topic(device), "2", 2, 12, version: version));
        packets = [await client.ReadAsync(), await client.ReadAsync()];
        Assert.Equal(12, Assert.Single(packets, packet => packet.Type == 5).Id);
        published = Assert.Single(packets, packet => packet.Type == 3);
        Assert.Equal((2, "2"), Content(published, version));
        Assert.Equal(0x62, (await client.AskAsync(Answer(0x50, published.Id))).Header);
        await client.SendAsync(Answer(0x70, published.Id));
        Assert.Equal(0x70, (await client.AskAsync(Answer(0x62, 12))).Header);
        client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Subscribe_WhereSomethingIsRetained_GetsItUntilItIsCleared(byte version)
    {
        var (device, client) = await DeviceAsync(version);
        await client.AskAsync(Publish(Topic(device), "here", 1, 1, retain: true, version: version));

        await client.SendAsync(Subscribe(1, version, (Topic(device), 0)));
        var packets = new[] { await client.ReadAsync(), await client.ReadAsync() };
        var retained = Assert.Single(packets, packet => packet.Type == 3);
        Assert.True(retained.IsRetained);
        Assert.Equal((0, "here"), Content(retained, version));

        await client.SendAsync(Publish(Topic(device), "", retain: true, version: version));
        Assert.False((await client.ReadAsync()).IsRetained);
        await client.AskAsync(Subscribe(2, version, (Topic(device), 0)));
        Assert.Empty(await client.RestAsync());
        client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Will_OfABrokenConnection_IsPublishedAndOfAnEndedOneIsNot(byte version)
    {
        var device = broker.NewDevice();
        var will = new Will(Topic(device), "gone") { Qos = 1, Retain = true };
        var (ended, _) = await RawClient.ConnectedAsync(broker.Port, device, version, will: will);
        await ended.SendAsync(Disconnect(version));
        await ended.ReadToEndAsync();
        Assert.Null(await RetainedAsync(device, version));

        var (broken, _) = await RawClient.ConnectedAsync(broker.Port, device, version, will: will);
        broken.Break();
        var presence = broker.Get<Gateway.Devices.Presence.DevicePresence>();
        Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Number), TimeSpan.FromSeconds(60)));
        Assert.Equal("gone", await RetainedAsync(device, version));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Connect_WithoutAClientId_IsLetIn(byte version)
    {
        var device = broker.NewDevice();
        using var client = await RawClient.OpenAsync(broker.Port);

        var answer = await client.AskAsync(Connect(device.Id, BrokerClient.Password, version, clientId: ""));

        Assert.Equal(0, answer.Body[1]);
        if (version == Version5) Assert.Contains(device.Id, Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Send_ToADeviceThatIsAway_ArrivesWhenItIsBack(byte version)
    {
        var device = broker.NewDevice();
        var expiry = version == Version5 ? Property(0x11, 3600u) : null;
        var (client, first) = await RawClient.ConnectedAsync(broker.Port, device, version, clean: false, properties: expiry);
        Assert.Equal(0, first.Body[0]);
        await SubscribeAsync(client, device, version, "commands", 1);
        await client.SendAsync(Disconnect(version));
        await client.ReadToEndAsync();

        foreach (var command in new[] { "one", "two", "three" }) await broker.SendAsync(device, "commands", command);

        var (again, second) = await RawClient.ConnectedAsync(broker.Port, device, version, clean: false, properties: expiry);
        using var back = again;
        Assert.Equal(1, second.Body[0]);
        foreach (var command in new[] { "one", "two", "three" })
        {
            var packet = await back.ReadAsync();
            Assert.Equal((1, command), Content(packet, version));
            Assert.False(packet.IsDuplicate);
            await back.SendAsync(Answer(PubAck, packet.Id));
        }

        Assert.Empty(await back.RestAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Connect_ToASessionWithUnacknowledgedMessages_GetsThemAgainAsDuplicatesUnderTheSameId(byte version)
    {
        var device = broker.NewDevice();
        var expiry = version == Version5 ? Property(0x11, 3600u) : null;
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, version, clean: false, properties: expiry);
        await SubscribeAsync(client, device, version, "commands", 1);
        await broker.SendAsync(device, "commands", "one");
        await broker.SendAsync(device, "commands", "two");
        var one = await client.ReadAsync();
        var two = await client.ReadAsync();
        await client.AskAsync([.. Answer(PubAck, one.Id), .. Ping]);
        client.Break();

        var (again, _) = await RawClient.ConnectedAsync(broker.Port, device, version, clean: false, properties: expiry);
        using var back = again;
        var repeated = await back.ReadAsync();
        Assert.Equal((true, two.Id), (repeated.IsDuplicate, repeated.Id));
        Assert.Equal((1, "two"), Content(repeated, version));
        await back.SendAsync(Answer(PubAck, repeated.Id));
        Assert.Empty(await back.RestAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Connect_WithACleanSession_FindsNothingOfTheOldOne(byte version)
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(
            broker.Port, device, version, clean: false, properties: version == Version5 ? Property(0x11, 3600u) : null);
        await SubscribeAsync(client, device, version, "commands", 1);
        client.Break();

        var (again, answer) = await RawClient.ConnectedAsync(broker.Port, device, version);
        using var back = again;
        Assert.Equal(0, answer.Body[0]);
        await broker.SendAsync(device, "commands", "one");
        Assert.Empty(await back.RestAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Subscribe_WithOverlappingFilters_GetsOneCopyAtTheHighestQoS(byte version)
    {
        var (device, client) = await DeviceAsync(version);
        await client.AskAsync(Subscribe(1, version, ($"devices/{device.Id}/#", 0), ($"devices/{device.Id}/+", 1)));

        await broker.SendAsync(device, "commands", "once");

        var packet = await client.ReadAsync();
        Assert.Equal((1, "once"), Content(packet, version));
        await client.SendAsync(Answer(PubAck, packet.Id));
        Assert.Empty(await client.RestAsync());
        client.Dispose();
    }

    [Theory]
    [InlineData(Version311, "#", 0x80)]
    [InlineData(Version311, "$SYS/#", 0x80)]
    [InlineData(Version311, "devices/other/status", 0x80)]
    [InlineData(Version5, "#", 0x87)]
    [InlineData(Version5, "$SYS/#", 0x87)]
    [InlineData(Version5, "+/status", 0x87)]
    public async Task Subscribe_OutsideTheDevicesOwnTopics_Fails(byte version, string filter, int code)
    {
        var (_, client) = await DeviceAsync(version);

        var answer = await client.AskAsync(Subscribe(1, version, (filter, 1)));

        Assert.Equal((0x90, code), (answer.Header, answer.Body[^1]));
        client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Unsubscribe_EndsWhatComes(byte version)
    {
        var (device, client) = await DeviceAsync(version);
        await SubscribeAsync(client, device, version, "commands", 1);
        await SubscribeAsync(client, device, version, "desired", 1);

        Assert.Equal(0xB0, (await client.AskAsync(Unsubscribe(3, version, $"devices/{device.Id}/commands"))).Header);
        await broker.SendAsync(device, "commands", "not this");
        await broker.SendAsync(device, "desired", "this");

        Assert.Equal($"devices/{device.Id}/desired", (await client.ReadAsync()).Topic);
        client.Dispose();
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(3, 1)]
    public async Task Connect_WithAVersionThatIsNotKnown_IsToldSo(byte level, int code)
    {
        using var client = await RawClient.OpenAsync(broker.Port);

        var answer = await client.AskAsync(Connect("user", "password", level));

        Assert.Equal((0x20, code), (answer.Header, answer.Body[1]));
        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Connect_WithoutAClientIdToASessionThatIsKept_IsToldSo()
    {
        using var client = await RawClient.OpenAsync(broker.Port);

        var answer = await client.AskAsync(Connect("user", "password", clean: false, clientId: ""));

        Assert.Equal((0x20, 2), (answer.Header, answer.Body[1]));
    }

    internal static (int Qos, string Payload) Content(RawPacket packet, byte version) =>
        (packet.Qos, version == Version5 ? packet.Rest[(1 + packet.Rest[0])..] : packet.Rest);

    private static string Topic(Device device) => $"devices/{device.Id}/status";

    private static async Task SubscribeAsync(RawClient client, Device device, byte version, string suffix, byte qos) =>
        Assert.Equal(qos, (await client.AskAsync(Subscribe(1, version, ($"devices/{device.Id}/{suffix}", qos)))).Body[^1]);

    private async Task<(Device Device, RawClient Client)> DeviceAsync(byte version)
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, version);
        return (device, client);
    }

    private async Task<string?> RetainedAsync(Device device, byte version)
    {
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, version);
        await client.SendAsync(Subscribe(1, version, (Topic(device), 0)));
        var packets = await client.RestAsync();
        client.Dispose();
        return packets.SingleOrDefault(packet => packet.Type == 3) is { } retained ? Content(retained, version).Payload : null;
    }
}
