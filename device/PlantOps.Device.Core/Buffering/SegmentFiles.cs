using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>The segments' files: a header and records, only ever added to and deleted whole.</summary>
internal sealed class SegmentFiles
{
    private readonly IFileStore _files;
    private readonly byte[] _block = new byte[ReadingRecord.Current.Bytes];

    public SegmentFiles(IFileStore files) => _files = files;

    public bool Create(Segment segment, long number)
    {
        SegmentHeader.Write(_block, number, ReadingRecord.Current);
        if (!_files.Write(segment.Name, _block, SegmentHeader.Bytes))
        {
            _files.Delete(segment.Name);
            return false;
        }

        segment.Begin(number, 0, false, ReadingRecord.Current);
        return true;
    }

    public void Delete(Segment segment)
    {
        _files.Delete(segment.Name);
        segment.Begin(Segment.Unused, 0, false, ReadingRecord.Current);
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
    /// Takes up what a file holds after a start. Returns whether its header was whole; without one the segment has
    /// no number yet, and a file without records is deleted.
    /// </summary>
    public bool Recover(Segment segment)
    {
        int size = _files.Size(segment.Name);
        if (size < 0)
        {
            return true;
        }

        bool read = _files.Read(segment.Name, 0, _block, SegmentHeader.Bytes) == SegmentHeader.Bytes;
        long number = read ? SegmentHeader.Read(_block) : Segment.Unused;
        ReadingRecord record = number == Segment.Unused ? ReadingRecord.Current : SegmentHeader.RecordOf(_block)!;
        int records = (size - SegmentHeader.Bytes) / record.Bytes;
        if (number == Segment.Unused && records <= 0)
        {
            _files.Delete(segment.Name);
            return true;
        }

        segment.Begin(number, records, PartAtEnd(size, record) != 0, record);
        return number != Segment.Unused;
    }

    private static int PartAtEnd(int size, ReadingRecord record) => (size - SegmentHeader.Bytes) % record.Bytes;
}
