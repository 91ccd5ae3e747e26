using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>The first 32 bytes of a segment file: "PRB1" 4 | number 4 | zeros | CRC-32 4.</summary>
internal static class SegmentHeader
{
    public const int Bytes = ReadingRecord.Bytes;

    private const long Magic = 0x31425250;
    private const int CrcAt = Bytes - 4;

    public static void Write(byte[] into, long number)
    {
        for (int i = 0; i < Bytes; i++)
        {
            into[i] = 0;
        }

        LittleEndian.Put(into, 0, 4, Magic);
        LittleEndian.Put(into, 4, 4, number);
        LittleEndian.Put(into, CrcAt, 4, Crc32.Of(into, 0, CrcAt));
    }

    /// <summary>The segment's number; <see cref="Segment.Unused"/> where the header is damaged.</summary>
    public static long Read(byte[] data)
    {
        bool whole = LittleEndian.Get(data, 0, 4) == Magic && LittleEndian.Get(data, CrcAt, 4) == Crc32.Of(data, 0, CrcAt);
        return whole ? LittleEndian.Get(data, 4, 4) : Segment.Unused;
    }
}
