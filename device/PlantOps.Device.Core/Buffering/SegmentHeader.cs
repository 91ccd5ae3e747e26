using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// The first 32 bytes of a segment file: "PRB1" 4 | number 4 | how many metrics its records have 1, zero for the first
/// five | how many soil channels beside the first 1 | zeros | CRC-32 4.
/// </summary>
internal static class SegmentHeader
{
    public const int Bytes = 32;

    private const long Magic = 0x31425250;
    private const int NumberAt = 4;
    private const int MetricsAt = 8;
    private const int SoilAt = 9;
    private const int CrcAt = Bytes - 4;

    /// <summary>Writes the header of a segment with such records.</summary>
    public static void Write(byte[] into, long number, ReadingRecord record)
    {
        for (int i = 0; i < Bytes; i++)
        {
            into[i] = 0;
        }

        int metrics = record.MetricCount;
        LittleEndian.Put(into, 0, 4, Magic);
        LittleEndian.Put(into, NumberAt, 4, number);
        LittleEndian.Put(into, MetricsAt, 1, metrics == ReadingRecord.FirstMetrics ? 0 : metrics);
        LittleEndian.Put(into, SoilAt, 1, record.FurtherSoil);
        LittleEndian.Put(into, CrcAt, 4, Crc32.Of(into, 0, CrcAt));
    }

    /// <summary>
    /// The segment's number; <see cref="Segment.Unused"/> where the header is damaged, or of a firmware that knows more.
    /// </summary>
    public static long Read(byte[] data)
    {
        bool whole = LittleEndian.Get(data, 0, 4) == Magic && LittleEndian.Get(data, CrcAt, 4) == Crc32.Of(data, 0, CrcAt);
        return whole && RecordOf(data) != null ? LittleEndian.Get(data, NumberAt, 4) : Segment.Unused;
    }

    /// <summary>What the records of a segment are like that has this header, which is whole.</summary>
    public static ReadingRecord? RecordOf(byte[] data)
    {
        int metrics = data[MetricsAt];
        return ReadingRecord.Of(metrics == 0 ? ReadingRecord.FirstMetrics : metrics, data[SoilAt]);
    }
}
