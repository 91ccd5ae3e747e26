using System.Buffers.Binary;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
internal ref struct BlockReader(ReadOnlySpan<byte> bytes)
{
    private const int HighestShift = 63;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <exception cref="InvalidDataException">The bytes end or the number does not fit.</exception>
    public ulong Unsigned()
    {
        var rest = _rest;
        if (!rest.IsEmpty && rest[0] < 0x80)
        {
            _rest = rest[1..];
            return rest[0];
        }

        return Longer(rest);
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long Fixed64()
    {
        if (_rest.Length < sizeof(long)) throw new InvalidDataException("A value is cut off.");
        var value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return value;
    }

    /// <summary>A count of something there can be at most so many of.</summary>
    public int Count(int most)
    {
        var value = Unsigned();
        return value <= (ulong)most ? (int)value : throw new InvalidDataException($"{value} is more than {most}.");
    }

    private ulong Longer(ReadOnlySpan<byte> rest)
    {
        ulong value = 0;
        var shift = 0;
        for (var i = 0; i < rest.Length && shift <= HighestShift; i++, shift += 7)
        {
            var b = rest[i];
            value |= (ulong)(b & 0x7F) << shift;
            if (b >= 0x80) continue;
            _rest = rest[(i + 1)..];
            return value;
        }

        throw new InvalidDataException("A number is cut off or too long.");
    }
}
