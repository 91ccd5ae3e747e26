using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Buffering;

/// <summary>Reads the newest readings of a segment that are not under way, for one message.</summary>
internal sealed class BatchReader
{
    private readonly SegmentFiles _files;
    private readonly byte[] _one = new byte[ReadingRecord.MaxBytes];
    private byte[] _records;

    public BatchReader(SegmentFiles files)
    {
        _files = files;
        _records = _one;
    }

    /// <summary>
    /// The record that kept <see cref="Claim"/> from a batch because it is damaged; −1 where the file could not be read.
    /// </summary>
    public int Damaged { get; private set; }

    /// <summary>
    /// Puts readings under way, oldest first, as many neighbours of one boot as fit; <see langword="null"/> where the
    /// newest is damaged or cannot be read. The segment has at least one.
    /// </summary>
    /// <param name="segment">Where they are.</param>
    /// <param name="into">Where they are put; what is not there yet is made.</param>
    /// <param name="runningMs">The device's running time.</param>
    public ReadingBatch? Claim(Segment segment, TelemetryReading?[] into, long runningMs)
    {
        ReadingBatch? batch = ClaimNewest(segment, into, runningMs);
        _records = _one;
        return batch;
    }

    /// <summary>Reads one reading and changes nothing; <see langword="false"/> where it is not there or not whole.</summary>
    public bool Peek(Segment segment, int index, TelemetryReading into)
    {
        if (index < 0 || _files.Read(segment, index, 1, _records) != 1 || !segment.Record.IsWhole(_records, 0))
        {
            return false;
        }

        segment.Record.Read(_records, 0, into, 0);
        return true;
    }

    private ReadingBatch? ClaimNewest(Segment segment, TelemetryReading?[] into, long runningMs)
    {
        int last = segment.NewestFree();
        int first = FirstOfRun(segment, last, into.Length);
        int count = last - first + 1;
        Damaged = -1;
        if (_files.Read(segment, first, count, Records(count * segment.Record.Bytes)) != count)
        {
            return null;
        }

        int start = FirstOfBoot(segment.Record, count);
        if (start == count)
        {
            Damaged = last;
            return null;
        }

        for (int i = start; i < count; i++)
        {
            TelemetryReading reading = into[i - start] ?? new TelemetryReading();
            into[i - start] = reading;
            segment.Record.Read(_records, i * segment.Record.Bytes, reading, runningMs);
            segment.Claim(first + i);
        }

        return new ReadingBatch(segment.Number, first + start, count - start);
    }

    private static int FirstOfRun(Segment segment, int last, int most)
    {
        int first = last;
        while (first > 0 && last - first + 1 < most && segment.IsFree(first - 1))
        {
            first--;
        }

        return first;
    }

    // Of the records read, the first of those that are whole and of the last one's boot up to the end.
    private int FirstOfBoot(ReadingRecord record, int count)
    {
        int start = count;
        long boot = ReadingRecord.BootOf(_records, (count - 1) * record.Bytes);
        while (start > 0 && IsWholeAndOf(boot, record, (start - 1) * record.Bytes))
        {
            start--;
        }

        return start;
    }

    private bool IsWholeAndOf(long boot, ReadingRecord record, int offset) =>
        record.IsWhole(_records, offset) && ReadingRecord.BootOf(_records, offset) == boot;

    private byte[] Records(int bytes)
    {
        if (_records.Length < bytes)
        {
            _records = new byte[bytes];
        }

        return _records;
    }
}
