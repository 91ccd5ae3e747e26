using System.Text;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using static PlantOps.Gateway.Tests.Broker.RawPackets;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What MQTT 5 asks of a broker beyond 3.1.1.</summary>
public sealed class Mqtt5Tests(PlainBroker broker) : IClassFixture<PlainBroker>
{
    private const byte PubAck = 0x40;
    private const byte SessionExpiry = 0x11;

    [Fact]
    public async Task Send_MoreThanTheReceiveMaximum_WaitsForAcknowledgements()
    {
        var (device, client) = await DeviceAsync(Property(0x21, (ushort)2));
        using var connected = client;
        await SubscribeAsync(client, device, "commands", 1);
        for (var i = 0; i < 5; i++) await broker.SendAsync(device, "commands", $"{i}");

        var first = await client.ReadAsync();
        var second = await client.ReadAsync();
        Assert.Empty(await client.RestAsync());

        var third = await client.AskAsync(Answer(PubAck, first.Id));
        Assert.Empty(await client.RestAsync());
        await client.SendAsync([.. Answer(PubAck, second.Id), .. Answer(PubAck, third.Id)]);
        var contents = new[] { first, second, third, await client.ReadAsync(), await client.ReadAsync() };
        Assert.Equal(["0", "1", "2", "3", "4"], contents.Select(packet => MqttTests.Content(packet, Version5).Payload));
    }

    [Fact]
    public async Task Send_AtQoS2WithAReceiveMaximumOfOne_DoesNotStandStill()
    {
        var (device, client) = await DeviceAsync(Property(0x21, (ushort)1));
        using var connected = client;
        var topic = $"devices/{device.Id}/status";
        await SubscribeAsync(client, device, "status", 2);
        for (ushort i = 1; i <= 3; i++) await client.SendAsync(Publish(topic, $"{i}", 2, i, version: Version5));

        var arrived = new List<string>();
        while (arrived.Count < 3)
        {
            var packet = await client.ReadAsync();
            if (packet.Type == 3)
            {
                arrived.Add(MqttTests.Content(packet, Version5).Payload);
                await client.SendAsync(Answer(0x50, packet.Id));
            }
            else if (packet.Type == 6)
            {
                await client.SendAsync(Answer(0x70, packet.Id));
            }
        }

        Assert.Equal(["1", "2", "3"], arrived);
    }

    [Fact]
    public async Task Send_MoreThanTheMaximumPacketSize_IsDroppedAndTheRestArrives()
    {
        var properties = (byte[])[.. Property(0x27, 100u), .. Property(SessionExpiry, 3600u)];
        var (device, client) = await DeviceAsync(properties, clean: false);
        await SubscribeAsync(client, device, "commands", 1);

        await broker.SendAsync(device, "commands", new string('x', 100));
        await broker.SendAsync(device, "commands", "short");

        var packet = await client.ReadAsync();
        Assert.Equal("short", MqttTests.Content(packet, Version5).Payload);
        await client.SendAsync(Answer(PubAck, packet.Id));
        Assert.Empty(await client.RestAsync());
        client.Break();

        // It counts as delivered: the session does not offer it again, whatever fits now.
        var (again, _) = await RawClient.ConnectedAsync(
            broker.Port, device, Version5, clean: false, properties: Property(SessionExpiry, 3600u));
        using var back = again;
        Assert.Empty(await back.RestAsync());
        Assert.Equal(0, broker.Get<DeviceSessions>().Find(device.Id)!.WaitingBytes);
    }

    [Fact]
    public async Task Will_WithADelay_IsPublishedThenAndNotWhereTheDeviceIsBack()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
        await using var own = await PlainBroker.StartedAsync(time);
        var device = own.NewDevice();
        var presence = own.Get<DevicePresence>();
        var will = new Will($"devices/{device.Id}/status", "gone") { Retain = true, Properties = Property(0x18, 30u) };

        await BreakAsync();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(await RetainedAsync());

        // That was a connection of its own, which took the will back.
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RetainedAsync());

        await BreakAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("gone", await RetainedAsync());

        async Task BreakAsync()
        {
            var (client, _) = await RawClient.ConnectedAsync(
                own.Port, device, Version5, clean: false, properties: Property(SessionExpiry, 3600u), will: will);
            client.Break();
            Assert.True(SpinWait.SpinUntil(() => !presence.IsConnected(device.Number), TimeSpan.FromSeconds(60)));
        }

        async Task<string?> RetainedAsync()
        {
            var (client, _) = await RawClient.ConnectedAsync(
                own.Port, device, Version5, clean: false, properties: Property(SessionExpiry, 3600u));
            await client.SendAsync(SubscribeWith(1, Version5, null, (will.Topic, 0)));
            var packets = await client.RestAsync();
            await client.SendAsync(Disconnect(Version5));
            await client.ReadToEndAsync();
            var retained = packets.SingleOrDefault(packet => packet.Type == 3);
            return retained is null ? null : MqttTests.Content(retained, Version5).Payload;
        }
    }

    [Fact]
    public async Task Disconnect_ThatAsksForTheWill_HasItPublished()
    {
        var device = broker.NewDevice();
        var will = new Will($"devices/{device.Id}/status", "gone") { Retain = true };
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, Version5, will: will);
        await client.SendAsync(Disconnect(Version5, reason: 4));
        await client.ReadToEndAsync();

        var (again, _) = await RawClient.ConnectedAsync(broker.Port, device, Version5);
        using var back = again;
        await back.SendAsync(Subscribe(1, Version5, (will.Topic, 0)));
        var packets = new[] { await back.ReadAsync(), await back.ReadAsync() };
        Assert.Equal("gone", MqttTests.Content(Assert.Single(packets, packet => packet.Type == 3), Version5).Payload);
    }

    [Theory]
    [InlineData(3600u, 0u, 0)]
    [InlineData(3600u, 60u, 1)]
    [InlineData(3600u, null, 1)]
    [InlineData(0u, null, 0)]
    public async Task Disconnect_WithASessionExpiry_DecidesWhetherTheSessionStays(uint atConnect, uint? atEnd, int isPresent)
    {
        var (device, client) = await DeviceAsync(Property(SessionExpiry, atConnect), clean: false);
        await SubscribeAsync(client, device, "commands", 1);
        await client.SendAsync(Disconnect(Version5, properties: atEnd is { } expiry ? Property(SessionExpiry, expiry) : null));
        await client.ReadToEndAsync();

        var (again, answer) = await RawClient.ConnectedAsync(
            broker.Port, device, Version5, clean: false, properties: Property(SessionExpiry, 3600u));
        again.Dispose();

        Assert.Equal(isPresent, answer.Body[0]);
    }

    [Theory]
    [InlineData(0, 0x94)]
    [InlineData(TopicAliases.Maximum + 1, 0x94)]
    [InlineData(65535, 0x94)]
    public async Task Publish_WithAnAliasThatIsNotAllowed_EndsTheConnection(int alias, int reason)
    {
        var (device, client) = await DeviceAsync();

        var properties = Property(0x23, (ushort)alias);
        await client.SendAsync(Publish($"devices/{device.Id}/status", "x", 1, version: Version5, properties: properties));

        await AssertEndedAsync(client, reason);
    }

    [Fact]
    public async Task Publish_WithAnAliasThatIsNotKnown_EndsTheConnection()
    {
        var (_, client) = await DeviceAsync();

        await client.SendAsync(Publish("", "x", 1, version: Version5, properties: Property(0x23, (ushort)3)));

        await AssertEndedAsync(client, 0x82);
    }

    [Fact]
    public async Task Publish_WithItsProperties_ArrivesWithThem()
    {
        var (device, client) = await DeviceAsync();
        using var connected = client;
        byte[] properties =
        [
            0x01, 1, 0x03, .. Text("text/plain"), 0x08, .. Text("devices/answer"), 0x09, .. Binary([1, 2, 3]),
            0x26, .. Text("a"), .. Text("1"), 0x26, .. Text("a"), .. Text("2"),
        ];
        await client.AskAsync(SubscribeWith(1, Version5, [0x0B, 9], ($"devices/{device.Id}/status", 0)));

        await client.SendAsync(Publish($"devices/{device.Id}/status", "x", version: Version5, properties: properties));

        var packet = await client.ReadAsync();
        var arrived = Encoding.Latin1.GetString(packet.Body);
        foreach (var part in new byte[][]
        {
            [0x01, 1], [0x03, .. Text("text/plain")], [0x08, .. Text("devices/answer")], [0x09, .. Binary([1, 2, 3])],
            [0x26, .. Text("a"), .. Text("1"), 0x26, .. Text("a"), .. Text("2")], [0x0B, 9],
        })
        {
            Assert.Contains(Encoding.Latin1.GetString(part), arrived, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Subscribe_WithoutItsOwnMessages_DoesNotGetThem()
    {
        const byte NoLocal = 4;
        var (device, client) = await DeviceAsync();
        using var connected = client;
        await client.AskAsync(Subscribe(1, Version5, ($"devices/{device.Id}/status", NoLocal)));

        await client.SendAsync(Publish($"devices/{device.Id}/status", "x", version: Version5));

        Assert.Empty(await client.RestAsync());
    }

    [Theory]
    [InlineData(0x00, true)]
    [InlineData(0x10, false)]
    [InlineData(0x20, false)]
    public async Task Subscribe_Again_GetsWhatIsRetainedAsItAsked(byte handling, bool isSent)
    {
        var (device, client) = await DeviceAsync();
        using var connected = client;
        await client.AskAsync(Publish($"devices/{device.Id}/status", "x", 1, retain: true, version: Version5));
        await client.AskAsync(Subscribe(1, Version5, ($"devices/{device.Id}/status", 0x20)));
        Assert.Empty(await client.RestAsync());

        await client.SendAsync(Subscribe(2, Version5, ($"devices/{device.Id}/status", handling)));

        Assert.Equal(isSent, (await client.RestAsync()).Any(packet => packet.Type == 3));
    }

    [Fact]
    public async Task Connect_WithAnAuthenticationMethod_IsToldThatThereIsNone()
    {
        var device = broker.NewDevice();
        using var client = await RawClient.OpenAsync(broker.Port);

        var answer = await client.AskAsync(
            Connect(device.Id, BrokerClient.Password, Version5, properties: [0x15, .. Text("SCRAM-SHA-1")]));

        Assert.Equal(0x8C, answer.Body[1]);
    }

    private static async Task AssertEndedAsync(RawClient client, int reason)
    {
        var last = Assert.Single(await client.ReadToEndAsync());
        Assert.Equal((0xE0, reason), (last.Header, last.Body[0]));
        client.Dispose();
    }

    private static async Task SubscribeAsync(RawClient client, Device device, string suffix, byte qos) =>
        Assert.Equal(qos, (await client.AskAsync(Subscribe(1, Version5, ($"devices/{device.Id}/{suffix}", qos)))).Body[^1]);

    private async Task<(Device Device, RawClient Client)> DeviceAsync(byte[]? properties = null, bool clean = true)
    {
        var device = broker.NewDevice();
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, device, Version5, clean, properties: properties);
        return (device, client);
    }
}
