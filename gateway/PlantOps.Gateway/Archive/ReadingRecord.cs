using System.Buffers.Binary;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>A reading as bytes of always the same length, between the gateway and its command line.</summary>
/// <remarks>Little endian: time, boot, sequence, qualities u32, origin u8, three bytes of nothing, one double a metric.</remarks>
internal static class ReadingRecord
{
    public const int Size = ValuesOffset + (Metrics.Count * sizeof(double));

    private const int BootOffset = 8;
    private const int SequenceOffset = 16;
    private const int QualitiesOffset = 24;
    private const int OriginOffset = 28;
    private const int ValuesOffset = 32;

    public static void Write(Span<byte> into, in Reading reading)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, reading.Time);
        BinaryPrimitives.WriteInt64LittleEndian(into[BootOffset..], reading.Boot);
        BinaryPrimitives.WriteInt64LittleEndian(into[SequenceOffset..], reading.Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(into[QualitiesOffset..], reading.Qualities.Bits);
        BinaryPrimitives.WriteUInt32LittleEndian(into[OriginOffset..], (uint)reading.Origin);
        for (var metric = 0; metric < Metrics.Count; metric++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(into[(ValuesOffset + (metric * sizeof(double)))..], reading.Values[metric]);
        }
    }

    public static Reading Read(ReadOnlySpan<byte> from)
    {
        var values = MetricValues.None;
        for (var metric = 0; metric < Metrics.Count; metric++)
        {
            values[metric] = BinaryPrimitives.ReadDoubleLittleEndian(from[(ValuesOffset + (metric * sizeof(double)))..]);
        }

        return new Reading(
            BinaryPrimitives.ReadInt64LittleEndian(from),
            BinaryPrimitives.ReadInt64LittleEndian(from[BootOffset..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[SequenceOffset..]),
            values,
            new MetricQualities(BinaryPrimitives.ReadUInt32LittleEndian(from[QualitiesOffset..])),
            (TimeOrigin)from[OriginOffset]);
    }
}
