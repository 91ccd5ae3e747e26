using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>
/// What surrounds every stored block: format version, kind of compression, XxHash3 of all else, length of the content.
/// LiteDB's pages carry no checksum: a damaged block is found here, and never read as numbers.
/// </summary>
/// <remarks>Little endian: version u8, compression u8, hash u64, length i32, content.</remarks>
internal static class BlockEnvelope
{
    private const byte Version = 1;
    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int HashOffset = 2;
    private const int LengthOffset = 10;
    private const int HeaderSize = 14;
    private const int LargestContent = 64 * 1024 * 1024;

    /// <summary>
    /// Measured on days of minutes: 3.5 bytes a reading; 1 takes 3.9, 11 takes 3.2 at a fifteenth of the speed.
    /// </summary>
    private const int Quality = 4;

    /// <summary>Window of 64 KiB: a day of minutes is smaller, and a reader needs as much memory.</summary>
    private const int Window = 16;

    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        var block = new byte[HeaderSize + content.Length];
        content.CopyTo(block.AsSpan(HeaderSize));
        return WithHeader(block, Plain, content.Length);
    }

    public static byte[] SealCompressed(ReadOnlySpan<byte> content)
    {
        var block = new byte[HeaderSize + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        if (!BrotliEncoder.TryCompress(content, block.AsSpan(HeaderSize), out var written, Quality, Window)) return Seal(content);
        Array.Resize(ref block, HeaderSize + written);
        return WithHeader(block, Brotli, content.Length);
    }

    /// <exception cref="InvalidDataException">The block is not as it was sealed, or of a version this program does not
    /// know.</exception>
    public static ReadOnlyMemory<byte> Open(byte[] block)
    {
        if (block.Length < HeaderSize) throw new InvalidDataException("The block is cut off.");
        if (Hash(block) != BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(HashOffset)))
            throw new InvalidDataException("The checksum does not match.");
        if (block[0] != Version) throw new InvalidDataException($"Format version {block[0]} is not known.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(LengthOffset));
        if (block[1] == Plain) return block.AsMemory(HeaderSize);
        if (block[1] != Brotli || length is < 0 or > LargestContent)
            throw new InvalidDataException("The block's header makes no sense.");
        var content = new byte[length];
        if (!BrotliDecoder.TryDecompress(block.AsSpan(HeaderSize), content, out var written) || written != length)
            throw new InvalidDataException("The block cannot be decompressed.");
        return content;
    }

    private static byte[] WithHeader(byte[] block, byte compression, int length)
    {
        block[0] = Version;
        block[1] = compression;
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(LengthOffset), length);
        BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(HashOffset), Hash(block));
        return block;
    }

    private static ulong Hash(ReadOnlySpan<byte> block)
    {
        var seed = (long)XxHash3.HashToUInt64(block[..HashOffset]);
        return XxHash3.HashToUInt64(block[LengthOffset..], seed);
    }
}
