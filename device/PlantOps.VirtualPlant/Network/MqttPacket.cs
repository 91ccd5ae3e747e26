using System.Buffers.Binary;
using System.Text;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.VirtualDevice.Network;

/// <summary>Packets of MQTT 3.1.1 that a device sends (OASIS MQTT 3.1.1, chapters 2 and 3).</summary>
internal static class MqttPacket
{
    public const byte ConnAck = 2;
    public const byte Publish = 3;
    public const byte PubAck = 4;

    private const byte AtLeastOnce = 1 << 1;
    private const byte Retain = 1;

    public static byte[] PingRequest { get; } = [0xC0, 0];

    public static byte[] Disconnect { get; } = [0xE0, 0];

    /// <summary>CONNECT with a will that is retained and at QoS 1, in a session that begins anew.</summary>
    public static byte[] Connect(MqttSession session) => Packet(0x10, [
        .. Text("MQTT"), 4, 0b1110_1110, .. Number(session.KeepAliveS),
        .. Text(session.ClientId), .. Text(session.WillTopic), .. Text(session.WillMessage),
        .. Text(session.Username), .. Text(session.Password),
    ]);

    public static byte[] Subscribe(int id, string[] topics) =>
        Packet(0x82, [.. Number(id), .. topics.SelectMany(topic => (byte[])[.. Text(topic), 1])]);

    public static byte[] PublishOf(string topic, byte[] payload, int id, bool atLeastOnce, bool retain) => Packet(
        (byte)((Publish << 4) | (atLeastOnce ? AtLeastOnce : 0) | (retain ? Retain : 0)),
        [.. Text(topic), .. atLeastOnce ? Number(id) : [], .. payload]);

    public static byte[] PubAckOf(int id) => Packet(PubAck << 4, Number(id));

    /// <summary>What a PUBLISH holds: its topic, its payload, and its id where it is to be acknowledged, else 0.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static (string Topic, byte[] Payload, int Id) Read(byte first, byte[] body)
    {
        var at = 2 + NumberAt(body, 0);
        if (at > body.Length) throw new InvalidDataException("a PUBLISH is short");
        var topic = Encoding.UTF8.GetString(body.AsSpan(2, at - 2));
        var isAcknowledged = (first & 0b110) != 0;
        var id = isAcknowledged ? NumberAt(body, at) : 0;
        return (topic, body[(at + (isAcknowledged ? 2 : 0))..], id);
    }

    /// <exception cref="InvalidDataException">The packet ends before it.</exception>
    public static int NumberAt(byte[] body, int at) => body.Length >= at + 2
        ? BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(at))
        : throw new InvalidDataException("a packet is short");

    private static byte[] Packet(byte first, byte[] body)
    {
        List<byte> packet = [first];
        for (var left = body.Length; ; left >>= 7)
        {
            if (left < 128)
            {
                packet.Add((byte)left);
                return [.. packet, .. body];
            }

            packet.Add((byte)(left | 128));
        }
    }

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Number(bytes.Length), .. bytes];
    }
}
