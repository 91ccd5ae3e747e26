using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// A reading as bytes: boot 5 | seq 4 | time 6 | a value a metric | three bits of quality a metric and a flag of the
/// time | CRC-32 4. Values are fixed point, as wide and as fine as the catalogue of metrics says, all ones for none.
/// The time is Unix ms or, without a clock, the device's running time. With the first five metrics that is 32 bytes; what
/// a firmware stored that knew fewer metrics keeps its length.
/// </summary>
internal sealed class ReadingRecord
{
    /// <summary>How many metrics there were when a file did not say how many.</summary>
    public const int FirstMetrics = 5;

    private const int TimeAt = 9;
    private const int ValuesAt = 15;
    private const int QualityBits = 3;
    private const int CrcBytes = 4;

    private readonly int[] _widths;
    private readonly int[] _scales;
    private readonly int[] _offsets;
    private readonly int _flagsAt;
    private readonly int _flagBytes;
    private readonly int _crcAt;
    private readonly int _withoutClock;

    private ReadingRecord(int metrics)
    {
        MetricCount = metrics;
        _widths = new int[metrics];
        _scales = new int[metrics];
        _offsets = new int[metrics];
        _flagsAt = ValuesAt;
        for (int i = 0; i < metrics; i++)
        {
            _widths[i] = Metrics.RecordBytes((Metric)i);
            _scales[i] = Metrics.RecordScale((Metric)i);
            _offsets[i] = Metrics.RecordOffset((Metric)i);
            _flagsAt += _widths[i];
        }

        _withoutClock = 1 << (metrics * QualityBits);
        _flagBytes = ((metrics * QualityBits) + 8) / 8;
        _crcAt = _flagsAt + _flagBytes;
        Bytes = _crcAt + CrcBytes;
    }

    /// <summary>As this firmware stores readings.</summary>
    public static ReadingRecord Current { get; } = new ReadingRecord(Metrics.Count);

    /// <summary>The first so many of the catalogue are in it.</summary>
    public int MetricCount { get; }

    public int Bytes { get; }

    /// <summary>
    /// As a firmware stored readings that knew the first so many metrics; <see langword="null"/> where this one knows fewer.
    /// </summary>
    public static ReadingRecord? Of(int metrics) =>
        metrics == Current.MetricCount ? Current
        : metrics < 1 || metrics > Metrics.Count ? null : new ReadingRecord(metrics);

    /// <summary>Writes a record at an offset.</summary>
    public void Write(byte[] into, int offset, TelemetryReading reading, long runningMs)
    {
        bool clock = reading.TimestampMs > 0;
        LittleEndian.Put(into, offset, 5, reading.Boot);
        LittleEndian.Put(into, offset + 5, 4, reading.Sequence);
        LittleEndian.Put(into, offset + TimeAt, 6, clock ? reading.TimestampMs : runningMs);
        int at = offset + ValuesAt;
        int flags = clock ? 0 : _withoutClock;
        for (int i = 0; i < MetricCount; i++)
        {
            LittleEndian.Put(into, at, _widths[i], Fixed(i, reading.Value((Metric)i)));
            flags |= (int)reading.QualityOf((Metric)i) << (i * QualityBits);
            at += _widths[i];
        }

        LittleEndian.Put(into, offset + _flagsAt, _flagBytes, flags);
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
        int at = offset + ValuesAt;
        int flags = (int)LittleEndian.Get(data, offset + _flagsAt, _flagBytes);
        for (int i = 0; i < MetricCount; i++)
        {
            Quality quality = (Quality)((flags >> (i * QualityBits)) & 7);
            into.Set((Metric)i, Value(i, LittleEndian.Get(data, at, _widths[i])), quality);
            at += _widths[i];
        }
    }

    private bool HasClock(byte[] data, int offset) =>
        ((int)LittleEndian.Get(data, offset + _flagsAt, _flagBytes) & _withoutClock) == 0;

    private long Fixed(int metric, double value)
    {
        long none = None(metric);
        if (double.IsNaN(value))
        {
            return none;
        }

        double shifted = (value + _offsets[metric]) * _scales[metric];
        return shifted <= 0 ? 0 : shifted >= none - 1 ? none - 1 : (long)(shifted + 0.5);
    }

    private double Value(int metric, long value) =>
        value == None(metric) ? double.NaN : ((double)value / _scales[metric]) - _offsets[metric];

    private long None(int metric) => (1L << (8 * _widths[metric])) - 1;
}
