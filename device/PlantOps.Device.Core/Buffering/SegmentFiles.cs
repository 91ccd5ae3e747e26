using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>The segments' files: a header and records, only ever added to and deleted whole.</summary>
internal sealed class SegmentFiles
{
    private readonly IFileStore _files;
    private readonly ReadingRecord _own;
    private readonly byte[] _block = new byte[ReadingRecord.MaxBytes];

    /// <param name="files">The flash.</param>
    /// <param name="own">As the device stores readings now.</param>
    public SegmentFiles(IFileStore files, ReadingRecord own)
    {
        _files = files;
        _own = own;
    }

    /// <summary>Begins a segment's file; <see langword="null"/> where the flash does not take it.</summary>
    public Segment? Create(int slot, long number)
    {
        Segment segment = new Segment(slot, _own);
        SegmentHeader.Write(_block, number, _own);
        if (!_files.Write(segment.Name, _block, SegmentHeader.Bytes))
        {
            _files.Delete(segment.Name);
            return null;
        }

        segment.Begin(number, 0, false, _own);
        return segment;
    }

    public void Delete(Segment segment)
    {
        _files.Delete(segment.Name);
        segment.Begin(Segment.Unused, 0, false, _own);
    }

    /// <summary>Adds a record. Where that fails the segment is sealed, because part of the record may be there.</summary>
    public bool Append(Segment segment, TelemetryReading reading, long runningMs)
    {
        segment.Record.Write(_block, 0, reading, runningMs);
        if (_files.Append(segment.Name, _block, segment.Record.Bytes))
        {
            segment.Added();
            return true;
        }

        segment.Seal();
        return false;
    }

    /// <summary>Reads neighbouring records; returns how many, −1 where the file cannot be read.</summary>
    public int Read(Segment segment, int first, int count, byte[] into)
    {
        int length = segment.Record.Bytes;
        int bytes = _files.Read(segment.Name, SegmentHeader.Bytes + (first * length), into, count * length);
        return bytes < 0 ? bytes : bytes / length;
    }

    /// <summary>Whether a file ends in a part of a record that has room for the rest of it.</summary>
    public bool IsTorn(Segment segment) =>
        segment.Count < segment.Capacity && PartAtEnd(_files.Size(segment.Name), segment.Record) != 0;

    /// <summary>Gives the torn record at the end its full length.</summary>
    public bool FillUp(Segment segment)
    {
        int missing = segment.Record.Bytes - PartAtEnd(_files.Size(segment.Name), segment.Record);
        for (int i = 0; i < missing; i++)
        {
            _block[i] = 0xFF;
        }

        return _files.Append(segment.Name, _block, missing);
    }

    /// <summary>
    /// Takes up what a file holds after a start; <see langword="null"/> where it is not there. Without a whole header the
    /// segment has no number yet, and a file without records is deleted.
    /// </summary>
    public Segment? Recover(int slot)
    {
        Segment segment = new Segment(slot, _own);
        int size = _files.Size(segment.Name);
        if (size < 0)
        {
            return null;
        }

        bool read = _files.Read(segment.Name, 0, _block, SegmentHeader.Bytes) == SegmentHeader.Bytes;
        long number = read ? SegmentHeader.Read(_block) : Segment.Unused;
        ReadingRecord record = number == Segment.Unused ? _own : SegmentHeader.RecordOf(_block)!;
        record = record.IsLike(_own) ? _own : record;
        int records = (size - SegmentHeader.Bytes) / record.Bytes;
        if (number == Segment.Unused && records <= 0)
        {
            _files.Delete(segment.Name);
            return null;
        }

        segment.Begin(number, records, PartAtEnd(size, record) != 0, record);
        return segment;
    }

    private static int PartAtEnd(int size, ReadingRecord record) => (size - SegmentHeader.Bytes) % record.Bytes;
}
