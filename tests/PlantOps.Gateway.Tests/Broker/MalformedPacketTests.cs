using System.Buffers;
using MQTTnet.Formatter;
using PlantOps.Gateway.Broker.Embedded;
using static PlantOps.Gateway.Tests.Broker.RawPackets;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>Packets that the specification does not allow, and some that it does.</summary>
public sealed class MalformedPacketTests(PlainBroker broker) : IClassFixture<PlainBroker>
{
    private static readonly byte[] Nul = [0, 3, (byte)'a', 0, (byte)'b'];
    private static readonly byte[] NotUtf8 = [0, 2, 0xC3, 0x28];
    private static readonly byte[] HalfASurrogate = [0, 3, 0xED, 0xA0, 0x80];

    /// <summary>What is wrong with a packet before and after MQTT 5 alike.</summary>
    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "QoS 3", Packet(0x36, [.. Text("devices/x"), 0, 1]) },
        { "duplicate at QoS 0", Packet(0x38, Text("devices/x")) },
        { "publish with identifier 0", Packet(0x32, [.. Text("devices/x"), 0, 0]) },
        { "publish to +", Packet(0x30, Text("devices/+")) },
        { "publish to #", Packet(0x30, Text("#")) },
        { "publish with NUL", Packet(0x30, Nul) },
        { "publish that is not UTF-8", Packet(0x30, NotUtf8) },
        { "publish with half a surrogate", Packet(0x30, HalfASurrogate) },
        { "publish that ends in its topic", Packet(0x30, [0, 9, 1]) },
        { "PUBACK with flags", [0x41, 2, 0, 1] },
        { "PUBACK with identifier 0", [0x40, 2, 0, 0] },
        { "PUBACK of one byte", [0x40, 1, 0] },
        { "PUBREL without its flag", [0x60, 2, 0, 1] },
        { "PINGREQ with flags", [0xC1, 0] },
        { "PINGREQ with a payload", [0xC0, 1, 0] },
        { "DISCONNECT with flags", [0xE1, 0] },
        { "CONNACK of a client", [0x20, 2, 0, 0] },
        { "PINGRESP of a client", [0xD0, 0] },
        { "packet type 0", [0x00, 0] },
        { "length of five bytes", [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 1] },
    };

    /// <summary>What is wrong before MQTT 5.</summary>
    public static TheoryData<string, byte[]> Wrong311 => new()
    {
        { "publish without a topic", Packet(0x30, Text("")) },
        { "SUBSCRIBE without its flag", Packet(0x80, [0, 1, .. Text("a"), 0]) },
        { "SUBSCRIBE without filters", Packet(0x82, [0, 1]) },
        { "SUBSCRIBE with identifier 0", Packet(0x82, [0, 0, .. Text("a"), 0]) },
        { "SUBSCRIBE with QoS 3", Packet(0x82, [0, 1, .. Text("a"), 3]) },
        { "SUBSCRIBE with reserved bits", Packet(0x82, [0, 1, .. Text("a"), 4]) },
        { "SUBSCRIBE to nothing", Packet(0x82, [0, 1, .. Text(""), 0]) },
        { "SUBSCRIBE to a#", Packet(0x82, [0, 1, .. Text("a#"), 0]) },
        { "SUBSCRIBE to #/a", Packet(0x82, [0, 1, .. Text("#/a"), 0]) },
        { "SUBSCRIBE to a+/b", Packet(0x82, [0, 1, .. Text("a+/b"), 0]) },
        { "SUBSCRIBE with NUL", Packet(0x82, [0, 1, .. Nul, 0]) },
        { "UNSUBSCRIBE without filters", Packet(0xA2, [0, 1]) },
        { "DISCONNECT with a reason", [0xE0, 1, 0] },
        { "AUTH", [0xF0, 0] },
        { "PUBACK with a reason", [0x40, 3, 0, 1, 0] },
    };

    /// <summary>What is wrong since MQTT 5.</summary>
    public static TheoryData<string, byte[]> Wrong5 => new()
    {
        { "publish with a payload format of 2", Publish("a", "", version: Version5, properties: [0x01, 2]) },
        { "publish with two payload formats", Publish("a", "", version: Version5, properties: [0x01, 1, 0x01, 1]) },
        { "publish with a subscription identifier", Publish("a", "", version: Version5, properties: [0x0B, 1]) },
        { "publish with a property of CONNECT", Publish("a", "", version: Version5, properties: Property(0x11, 1u)) },
        { "publish with a property that does not exist", Publish("a", "", version: Version5, properties: [0x7E, 1]) },
        { "publish with an answer to a wildcard", Publish("a", "", version: Version5, properties: [0x08, .. Text("a/#")]) },
        { "publish with a property cut off", Publish("a", "", version: Version5, properties: [0x03, 0, 9]) },
        { "publish without a topic or an alias", Publish("", "x", version: Version5) },
        { "SUBSCRIBE with identifier property 0", SubscribeWith(1, Version5, [0x0B, 0], ("a", 0)) },
        { "SUBSCRIBE with retain handling 3", Subscribe(1, Version5, ("a", 0x30)) },
        { "SUBSCRIBE with reserved bits", Subscribe(1, Version5, ("a", 0x40)) },
        { "SUBSCRIBE without filters", SubscribeWith(1, Version5, null) },
        { "session expiry at DISCONNECT of one that ends", Disconnect(Version5, properties: Property(0x11, 9u)) },
    };

    /// <summary>What is wrong with a CONNECT.</summary>
    public static TheoryData<string, byte[]> WrongConnect => new()
    {
        { "reserved flag", Packet(0x10, [.. Text("MQTT"), 4, 3, 0, 0, .. Text("x")]) },
        { "will of QoS 3", Packet(0x10, [.. Text("MQTT"), 4, 0x1E, 0, 0, .. Text("x"), .. Text("a"), .. Text("b")]) },
        { "QoS of no will", Packet(0x10, [.. Text("MQTT"), 4, 0x0A, 0, 0, .. Text("x")]) },
        { "password without a name", Packet(0x10, [.. Text("MQTT"), 4, 0x42, 0, 0, .. Text("x"), .. Text("b")]) },
        { "bytes behind the end", Packet(0x10, [.. Text("MQTT"), 4, 2, 0, 0, .. Text("x"), 9]) },
        { "name that is not UTF-8", Packet(0x10, [.. Text("MQTT"), 4, 0x82, 0, 0, .. Text("x"), .. NotUtf8]) },
        { "flags of the packet", Packet(0x11, [.. Text("MQTT"), 4, 2, 0, 0, .. Text("x")]) },
        { "receive maximum 0", Connect("a", "b", Version5, properties: Property(0x21, (ushort)0)) },
        { "maximum packet size 0", Connect("a", "b", Version5, properties: Property(0x27, 0u)) },
        { "will to a wildcard", Connect("a", "b", will: new Will("a/#", "x")) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    [MemberData(nameof(Wrong311))]
    public Task Packet_ThatMqtt311DoesNotAllow_EndsTheConnection(string what, byte[] packet) =>
        AssertEndsAsync(what, packet, Version311);

    [Theory]
    [MemberData(nameof(Wrong))]
    [MemberData(nameof(Wrong5))]
    public Task Packet_ThatMqtt5DoesNotAllow_EndsTheConnection(string what, byte[] packet) =>
        AssertEndsAsync(what, packet, Version5);

    [Theory]
    [MemberData(nameof(WrongConnect))]
    public async Task Connect_ThatIsNotAllowed_IsClosed(string what, byte[] packet)
    {
        using var client = await RawClient.OpenAsync(broker.Port);
        await client.SendAsync(packet);

        Assert.True((await client.ReadToEndAsync()).Count == 0, what);
    }

    [Fact]
    public void Check_OfAPacketInSeveralPieces_IsTheSame()
    {
        var packet = Publish("devices/plant/telemetry", new string('x', 500), 1, 7);
        var body = new ReadOnlyMemory<byte>(packet, 3, packet.Length - 3);
        var first = new Piece(body[..4], null);
        var pieces = new ReadOnlySequence<byte>(first, 0, new Piece(body[4..], first), body.Length - 4);

        Assert.Null(PacketRules.Check(0x32, pieces, MqttProtocolVersion.V311));
    }

    private async Task AssertEndsAsync(string what, byte[] packet, byte version)
    {
        var (client, _) = await RawClient.ConnectedAsync(broker.Port, broker.NewDevice(), version);
        using var connected = client;

        await client.SendAsync(packet);

        var last = await client.ReadToEndAsync();
        if (version == Version5) Assert.True(last is [{ Header: 0xE0, Body: [>= 0x80, ..] }] or [], what);
        else Assert.True(last.Count == 0, what);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
