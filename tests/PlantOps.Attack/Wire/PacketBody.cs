using System.Buffers.Binary;
using System.Text;

namespace PlantOps.Attack.Wire;

/// <summary>Builds what follows an MQTT packet's header, field by field.</summary>
internal sealed class PacketBody
{
    private readonly MemoryStream _bytes = new();

    public PacketBody Byte(int value)
    {
        _bytes.WriteByte((byte)value);
        return this;
    }

    public PacketBody Number(int value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)value);
        _bytes.Write(two);
        return this;
    }

    public PacketBody Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PacketBody Text(string text) => Binary(Encoding.UTF8.GetBytes(text));

    /// <summary>Two bytes of length, then the bytes.</summary>
    public PacketBody Binary(ReadOnlySpan<byte> bytes) => Number(bytes.Length).Raw(bytes);

    /// <summary>Properties with their length before them; nothing where the version has none.</summary>
    public PacketBody Properties(int version, ReadOnlySpan<byte> properties) =>
        version == MqttPackets.V5 ? Raw(MqttPackets.Length(properties.Length)).Raw(properties) : this;

    public byte[] Packet(int first) => MqttPackets.Frame(first, _bytes.ToArray());
}
