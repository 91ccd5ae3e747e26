using System.Buffers.Binary;
using System.Text;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>MQTT packets byte by byte, right ones and wrong ones.</summary>
internal static class RawPackets
{
    public const byte Version311 = 4;
    public const byte Version5 = 5;

    public static byte[] Ping { get; } = [0xC0, 0];

    public static byte[] Connect(
        string user, string password, byte version = Version311, bool clean = true, ushort keepAlive = 0,
        byte[]? properties = null, string clientId = "test", Will? will = null)
    {
        var flags = 0xC0 | (clean ? 2 : 0) | (will is null ? 0 : 4 | (will.Qos << 3) | (will.Retain ? 0x20 : 0));
        byte[] ofWill = will is null ? [] : [.. Properties(version, will.Properties), .. Text(will.Topic), .. Text(will.Payload)];
        return Packet(
            0x10,
            [.. Text("MQTT"), version, (byte)flags, .. Number(keepAlive), .. Properties(version, properties), .. Text(clientId),
             .. ofWill, .. Text(user), .. Text(password)]);
    }

    public static byte[] Publish(
        string topic, string payload, int qos = 0, ushort id = 1, bool retain = false, byte version = Version311,
        byte[]? properties = null)
    {
        byte[] identifier = qos > 0 ? Number(id) : [];
        return Packet(
            (byte)(0x30 | (qos << 1) | (retain ? 1 : 0)),
            [.. Text(topic), .. identifier, .. Properties(version, properties), .. Encoding.UTF8.GetBytes(payload)]);
    }

    public static byte[] Subscribe(ushort id, byte version, params (string Filter, byte Options)[] filters) =>
        SubscribeWith(id, version, null, filters);

    public static byte[] SubscribeWith(
        ushort id, byte version, byte[]? properties, params (string Filter, byte Options)[] filters)
    {
        IEnumerable<byte> topics = filters.SelectMany(filter => (byte[])[.. Text(filter.Filter), filter.Options]);
        return Packet(0x82, [.. Number(id), .. Properties(version, properties), .. topics]);
    }

    public static byte[] Unsubscribe(ushort id, byte version, string filter) =>
        Packet(0xA2, [.. Number(id), .. Properties(version, null), .. Text(filter)]);

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP, by its first byte.</summary>
    public static byte[] Answer(byte header, ushort id) => [header, 2, .. Number(id)];

    public static byte[] Disconnect(byte version, byte reason = 0, byte[]? properties = null) =>
        version == Version5 ? Packet(0xE0, [reason, .. Properties(version, properties)]) : [0xE0, 0];

    public static byte[] Packet(byte header, byte[] body) => [header, .. Length(body.Length), .. body];

    public static byte[] Text(string text) => Binary(Encoding.UTF8.GetBytes(text));

    public static byte[] Binary(byte[] bytes) => [.. Number((ushort)bytes.Length), .. bytes];

    public static byte[] Number(ushort number) => [(byte)(number >> 8), (byte)number];

    /// <summary>A property of four bytes.</summary>
    public static byte[] Property(byte id, uint value)
    {
        var bytes = new byte[5];
        bytes[0] = id;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), value);
        return bytes;
    }

    /// <summary>A property of two bytes.</summary>
    public static byte[] Property(byte id, ushort value) => [id, .. Number(value)];

    private static byte[] Properties(byte version, byte[]? properties) =>
        version == Version5 ? [.. Length(properties?.Length ?? 0), .. properties ?? []] : [];

    private static byte[] Length(int length)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. bytes];
    }
}

/// <summary>A last will.</summary>
internal sealed record Will(string Topic, string Payload)
{
    public int Qos { get; init; }

    public bool Retain { get; init; }

    public byte[]? Properties { get; init; }
}
