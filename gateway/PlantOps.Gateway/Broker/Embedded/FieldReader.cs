using System.Buffers.Binary;
using System.Text.Unicode;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Reads the fields of a packet (MQTT 5, 1.5). Where a field is not there, <see cref="RefusedPacketException"/> is thrown.
/// </summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Binary() => Take(UInt16());

    /// <summary>UTF-8 without U+0000 (MQTT 5, 1.5.4).</summary>
    public ReadOnlySpan<byte> Text()
    {
        var text = Binary();
        if (!Utf8.IsValid(text) || text.Contains((byte)0)) throw RefusedPacketException.Malformed("A text that is not UTF-8.");
        return text;
    }

    public int VariableInt()
    {
        var value = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw RefusedPacketException.Malformed("A length of more than four bytes.");
    }

    public ushort PacketIdentifier() =>
        UInt16() is var identifier and not 0 ? identifier : throw RefusedPacketException.NotAllowed("A packet identifier of 0.");

    /// <summary>The next bytes as a reader of their own.</summary>
    public FieldReader Part(int length) => new(Take(length));

    public readonly void End()
    {
        if (!IsAtEnd) throw RefusedPacketException.Malformed("Bytes behind the end of a packet.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length) throw RefusedPacketException.Malformed("A packet that ends too early.");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
