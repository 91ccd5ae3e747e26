using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// A reading as 32 bytes: boot 5 | seq 4 | time 6 | temperature 2 | humidity 2 | soil 2 | light 3 | raw 2 |
/// qualities and time flag 2 | CRC-32 4. Values are fixed point in the resolution that is sent, all ones for none.
/// The time is Unix ms or, without a clock, the device's running time.
/// </summary>
internal static class ReadingRecord
{
    public const int Bytes = 32;

    private const int TimeAt = 9;
    private const int ValuesAt = 15;
    private const int FlagsAt = 26;
    private const int CrcAt = 28;
    private const int QualityBits = 3;
    private const int WithoutClock = 1 << 15;
    private const double TemperatureOffset = 300;

    private static readonly int[] Widths = { 2, 2, 2, 3, 2 };
    private static readonly int[] Scales = { 100, 100, 100, 10, 1 };

    /// <summary>Writes a record at an offset.</summary>
    public static void Write(byte[] into, int offset, TelemetryReading reading, long runningMs)
    {
        bool clock = reading.TimestampMs > 0;
        LittleEndian.Put(into, offset, 5, reading.Boot);
        LittleEndian.Put(into, offset + 5, 4, reading.Sequence);
        LittleEndian.Put(into, offset + TimeAt, 6, clock ? reading.TimestampMs : runningMs);
        int at = offset + ValuesAt;
        int flags = clock ? 0 : WithoutClock;
        for (Metric metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            LittleEndian.Put(into, at, Widths[(int)metric], Fixed(metric, reading.Value(metric)));
            flags |= (int)reading.QualityOf(metric) << ((int)metric * QualityBits);
            at += Widths[(int)metric];
        }

        LittleEndian.Put(into, offset + FlagsAt, 2, flags);
        LittleEndian.Put(into, offset + CrcAt, 4, Crc32.Of(into, offset, CrcAt));
    }

    /// <summary>Whether the record is whole.</summary>
    public static bool IsWhole(byte[] data, int offset) =>
        LittleEndian.Get(data, offset + CrcAt, 4) == Crc32.Of(data, offset, CrcAt);

    public static long BootOf(byte[] data, int offset) => LittleEndian.Get(data, offset, 5);

    public static long SequenceOf(byte[] data, int offset) => LittleEndian.Get(data, offset + 5, 4);

    /// <summary>The running time at which it was taken; 0 where it has a Unix time.</summary>
    public static long RunningMsOf(byte[] data, int offset) =>
        HasClock(data, offset) ? 0 : LittleEndian.Get(data, offset + TimeAt, 6);

    /// <summary>Reads a whole record; its age is what has passed of the running time.</summary>
    public static void Read(byte[] data, int offset, TelemetryReading into, long runningMs)
    {
        into.Clear();
        into.Boot = BootOf(data, offset);
        into.Sequence = SequenceOf(data, offset);
        long time = LittleEndian.Get(data, offset + TimeAt, 6);
        bool clock = HasClock(data, offset);
        into.TimestampMs = clock ? time : 0;
        into.AgeMs = clock || time > runningMs ? 0 : runningMs - time;
        int at = offset + ValuesAt;
        int flags = (int)LittleEndian.Get(data, offset + FlagsAt, 2);
        for (Metric metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            int width = Widths[(int)metric];
            Quality quality = (Quality)((flags >> ((int)metric * QualityBits)) & 7);
            into.Set(metric, Value(metric, LittleEndian.Get(data, at, width)), quality);
            at += width;
        }
    }

    private static bool HasClock(byte[] data, int offset) =>
        (LittleEndian.Get(data, offset + FlagsAt, 2) & WithoutClock) == 0;

    private static long Fixed(Metric metric, double value)
    {
        long none = None(metric);
        if (double.IsNaN(value))
        {
            return none;
        }

        double shifted = (value + OffsetOf(metric)) * Scales[(int)metric];
        return shifted <= 0 ? 0 : shifted >= none - 1 ? none - 1 : (long)(shifted + 0.5);
    }

    private static double Value(Metric metric, long value) =>
        value == None(metric) ? double.NaN : ((double)value / Scales[(int)metric]) - OffsetOf(metric);

    private static long None(Metric metric) => (1L << (8 * Widths[(int)metric])) - 1;

    private static double OffsetOf(Metric metric) => metric == Metric.Temperature ? TemperatureOffset : 0;
}
