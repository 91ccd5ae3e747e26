using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// A reading as bytes: boot 5 | seq 4 | time 6 | values, then three bits of quality a value and a flag of the time | CRC-32 4.
/// Values are fixed point, as fine as the catalogue of metrics says, all ones for none, in a stream of bits, the lowest
/// first: the first five metrics alone in whole bytes, which is how all firmware stores them (32 bytes), and with more of
/// them as many bits as each needs. The soil of further channels follows the metrics. The time is Unix ms or, without a
/// clock, the device's running time.
/// </summary>
internal sealed class ReadingRecord
{
    /// <summary>How many metrics there were when a file did not say how many.</summary>
    public const int FirstMetrics = 5;

    /// <summary>The longest record that there can be.</summary>
    public const int MaxBytes = 49;

    private const int TimeAt = 9;
    private const int ValuesAt = 15;
    private const int QualityBits = 3;
    private const int CrcBytes = 4;

    private static ReadingRecord? _other;

    private readonly int[] _widths;
    private readonly int _qualitiesAt;
    private readonly int _clockAt;
    private readonly int _crcAt;

    private ReadingRecord(int metrics, int furtherSoil)
    {
        MetricCount = metrics;
        FurtherSoil = furtherSoil;
        bool packed = metrics > FirstMetrics || furtherSoil > 0;
        _widths = new int[metrics + (2 * furtherSoil)];
        for (int i = 0; i < _widths.Length; i++)
        {
            Metric metric = MetricOf(i);
            _widths[i] = packed ? Metrics.RecordBits(metric) : 8 * Metrics.RecordBytes(metric);
            _qualitiesAt += _widths[i];
        }

        _clockAt = _qualitiesAt + (_widths.Length * QualityBits);
        _crcAt = ValuesAt + ((_clockAt + 8) / 8);
        Bytes = _crcAt + CrcBytes;
    }

    /// <summary>With every metric that the firmware measures and one soil channel.</summary>
    public static ReadingRecord Current { get; } = new ReadingRecord(Metrics.FirmwareCount, 0);

    /// <summary>The first so many of the catalogue are in it.</summary>
    public int MetricCount { get; }

    /// <summary>So many soil channels beside the first are in it.</summary>
    public int FurtherSoil { get; }

    public int Bytes { get; }

    /// <summary>
    /// With the first so many metrics and soil channels beside the first, whoever stored it; <see langword="null"/> where
    /// this firmware knows fewer.
    /// </summary>
    public static ReadingRecord? Of(int metrics, int furtherSoil = 0)
    {
        if (Current.Is(metrics, furtherSoil))
        {
            return Current;
        }

        if (metrics < 1 || metrics > Metrics.FirmwareCount || furtherSoil < 0 || furtherSoil > SoilChannels.FirmwareMostFurther)
        {
            return null;
        }

        // The files of a buffer are mostly of one kind: they share it.
        ReadingRecord? other = _other;
        if (other == null || !other.Is(metrics, furtherSoil))
        {
            other = new ReadingRecord(metrics, furtherSoil);
            _other = other;
        }

        return other;
    }

    /// <summary>Whether records of another kind have the same bytes for the same reading.</summary>
    public bool IsLike(ReadingRecord other) => Is(other.MetricCount, other.FurtherSoil);

    /// <summary>Writes a record at an offset.</summary>
    public void Write(byte[] into, int offset, TelemetryReading reading, long runningMs)
    {
        bool clock = reading.TimestampMs > 0;
        LittleEndian.Put(into, offset, 5, reading.Boot);
        LittleEndian.Put(into, offset + 5, 4, reading.Sequence);
        LittleEndian.Put(into, offset + TimeAt, 6, clock ? reading.TimestampMs : runningMs);
        for (int i = offset + ValuesAt; i < offset + _crcAt; i++)
        {
            into[i] = 0;
        }

        int bits = 8 * (offset + ValuesAt);
        int at = bits;
        for (int i = 0; i < _widths.Length; i++)
        {
            Metric metric = MetricOf(i);
            PutBits(into, at, Fixed(i, reading.SoilValue(metric, ChannelOf(i))));
            PutBits(into, bits + _qualitiesAt + (i * QualityBits), (int)reading.SoilQualityOf(metric, ChannelOf(i)));
            at += _widths[i];
        }

        PutBits(into, bits + _clockAt, clock ? 0 : 1);
        LittleEndian.Put(into, offset + _crcAt, CrcBytes, Crc32.Of(into, offset, _crcAt));
    }

    /// <summary>Whether the record is whole.</summary>
    public bool IsWhole(byte[] data, int offset) =>
        LittleEndian.Get(data, offset + _crcAt, CrcBytes) == Crc32.Of(data, offset, _crcAt);

    public static long BootOf(byte[] data, int offset) => LittleEndian.Get(data, offset, 5);

    public static long SequenceOf(byte[] data, int offset) => LittleEndian.Get(data, offset + 5, 4);

    /// <summary>The running time at which it was taken; 0 where it has a Unix time.</summary>
    public long RunningMsOf(byte[] data, int offset) =>
        HasClock(data, offset) ? 0 : LittleEndian.Get(data, offset + TimeAt, 6);

    /// <summary>Reads a whole record; its age is what has passed of the running time.</summary>
    public void Read(byte[] data, int offset, TelemetryReading into, long runningMs)
    {
        into.Clear();
        into.Boot = BootOf(data, offset);
        into.Sequence = SequenceOf(data, offset);
        long time = LittleEndian.Get(data, offset + TimeAt, 6);
        bool clock = HasClock(data, offset);
        into.TimestampMs = clock ? time : 0;
        into.AgeMs = clock || time > runningMs ? 0 : runningMs - time;
        int bits = 8 * (offset + ValuesAt);
        int at = bits;
        for (int i = 0; i < _widths.Length; i++)
        {
            Quality quality = (Quality)GetBits(data, bits + _qualitiesAt + (i * QualityBits), QualityBits);
            into.SetSoil(MetricOf(i), ChannelOf(i), Value(i, GetBits(data, at, _widths[i])), quality);
            at += _widths[i];
        }
    }

    private bool Is(int metrics, int furtherSoil) => MetricCount == metrics && FurtherSoil == furtherSoil;

    // After the metrics come moisture and raw value of each further channel.
    private Metric MetricOf(int place) =>
        place < MetricCount ? (Metric)place : ((place - MetricCount) & 1) == 0 ? Metric.SoilMoisture : Metric.SoilRaw;

    private int ChannelOf(int place) =>
        place < MetricCount ? SoilChannels.First : SoilChannels.First + 1 + ((place - MetricCount) / 2);

    private bool HasClock(byte[] data, int offset) => GetBits(data, (8 * (offset + ValuesAt)) + _clockAt, 1) == 0;

    private long Fixed(int place, double value)
    {
        long none = None(place);
        if (double.IsNaN(value))
        {
            return none;
        }

        Metric metric = MetricOf(place);
        double shifted = (value + Metrics.RecordOffset(metric)) * Metrics.RecordScale(metric);
        return shifted <= 0 ? 0 : shifted >= none - 1 ? none - 1 : (long)(shifted + 0.5);
    }

    private double Value(int place, long value)
    {
        Metric metric = MetricOf(place);
        return value == None(place) ? double.NaN : ((double)value / Metrics.RecordScale(metric)) - Metrics.RecordOffset(metric);
    }

    private long None(int place) => (1L << _widths[place]) - 1;

    // Where they are put there are zeros.
    private static void PutBits(byte[] into, int at, long value)
    {
        long left = value << (at & 7);
        for (int i = at >> 3; left != 0; i++)
        {
            into[i] |= (byte)left;
            left >>= 8;
        }
    }

    private static long GetBits(byte[] data, int at, int width)
    {
        int bytes = ((at & 7) + width + 7) / 8;
        return (LittleEndian.Get(data, at >> 3, bytes) >> (at & 7)) & ((1L << width) - 1);
    }
}
