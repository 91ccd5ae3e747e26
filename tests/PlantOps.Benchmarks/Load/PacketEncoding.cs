using System.Buffers.Binary;
using System.Text;

namespace PlantOps.Benchmarks.Load;

/// <summary>The MQTT 3.1.1 packets that a client sends.</summary>
internal static class PacketEncoding
{
    public static byte[] Connect(ClientIdentity identity)
    {
        var body = new List<byte>();
        AddText(body, "MQTT");
        body.Add(4);

        // Clean session; 0x80 and 0x40 say that a user name and a password follow. No keep-alive.
        body.Add((byte)(0x02 | (identity.UserName is null ? 0 : 0x80) | (identity.Password is null ? 0 : 0x40)));
        body.AddRange([0, 0]);
        AddText(body, identity.Id);
        if (identity.UserName is not null) AddText(body, identity.UserName);
        if (identity.Password is not null) AddText(body, identity.Password);
        return Packet(0x10, body);
    }

    public static byte[] Publish(string topic, ushort packetIdentifier, ReadOnlySpan<byte> payload)
    {
        var body = new List<byte>(payload.Length + topic.Length + 4);
        AddText(body, topic);
        body.AddRange([(byte)(packetIdentifier >> 8), (byte)packetIdentifier]);
        body.AddRange(payload);
        return Packet(0x32, body);
    }

    /// <summary>Asks for topics at QoS 1.</summary>
    public static byte[] Subscribe(ushort packetIdentifier, params ReadOnlySpan<string> filters)
    {
        var body = new List<byte> { (byte)(packetIdentifier >> 8), (byte)packetIdentifier };
        foreach (var filter in filters)
        {
            AddText(body, filter);
            body.Add(1);
        }

        return Packet(0x82, body);
    }

    public static byte[] Disconnect() => [0xE0, 0];

    private static byte[] Packet(byte type, List<byte> body)
    {
        var packet = new List<byte>(body.Count + 5) { type };
        for (var rest = body.Count; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                packet.Add((byte)rest);
                break;
            }

            packet.Add((byte)(rest | 0x80));
        }

        packet.AddRange(body);
        return [.. packet];
    }

    private static void AddText(List<byte> body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length);
        body.AddRange(length);
        body.AddRange(bytes);
    }
}
