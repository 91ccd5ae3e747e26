using System.Buffers.Binary;
using System.IO.Hashing;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// The pages of one transaction as they lie in the log: header, then pages. The hash makes a transaction whole or
/// absent after a power cut, in whatever order the disk wrote it; LiteDB's pages carry none. A salt a log generation
/// lets the file be written over in place: what is left of the generation before does not fit the new one.
/// </summary>
/// <remarks>Little endian: magic u32, page count i32, salt u64, number of the frame u64, XxHash3 of all else u64.</remarks>
internal readonly record struct LogFrame(int Pages, ulong Salt, ulong Number)
{
    public const int HeaderSize = 32;

    /// <summary>Most pages of one transaction: 1 GiB.</summary>
    public const int MaxPages = int.MaxValue / (2 * PageStream.PageSize);

    private const uint Magic = 0x31474C50;
    private const int HashOffset = 24;

    public int Size => HeaderSize + (Pages * PageStream.PageSize);

    /// <summary>Writes the header into the start of a frame whose pages are in place.</summary>
    public void Seal(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], Pages);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], Salt);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[16..], Number);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[HashOffset..], Hash(frame));
    }

    /// <summary>The header, if it is one; says nothing yet about the pages.</summary>
    public static LogFrame? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) return null;
        var pages = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (pages is <= 0 or > MaxPages) return null;
        return new LogFrame(
            pages,
            BinaryPrimitives.ReadUInt64LittleEndian(header[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(header[16..]));
    }

    /// <summary>Whether the whole frame is as it was sealed.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> frame) =>
        BinaryPrimitives.ReadUInt64LittleEndian(frame[HashOffset..]) == Hash(frame);

    private static ulong Hash(ReadOnlySpan<byte> frame)
    {
        var seed = (long)XxHash3.HashToUInt64(frame[..HashOffset]);
        return XxHash3.HashToUInt64(frame[HeaderSize..], seed);
    }
}
