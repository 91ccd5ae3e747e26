using System.Buffers.Binary;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Grows while numbers are written into it: small ones short.</summary>
internal sealed class BlockWriter
{
    private const int MaxNumber = 10;

    private byte[] _buffer = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Seven bits a byte, low ones first (LEB128).</summary>
    public void Unsigned(ulong value)
    {
        if (_buffer.Length - _length < MaxNumber) Grow(MaxNumber);
        var buffer = _buffer;
        var at = _length;
        while (value >= 0x80)
        {
            buffer[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[at++] = (byte)value;
        _length = at;
    }

    /// <summary>Small in either direction is short (zigzag).</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed64(long value)
    {
        if (_buffer.Length - _length < sizeof(long)) Grow(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Grow(int needed) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + needed));
}
