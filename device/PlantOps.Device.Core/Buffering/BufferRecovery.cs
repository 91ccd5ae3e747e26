namespace PlantOps.Device.Core.Buffering;

/// <summary>Finds out after a start what the segments hold. Damaged records are settled, so that they count once.</summary>
internal sealed class BufferRecovery
{
    // Opening a file costs more than what is read of it.
    private const int RecordsAtOnce = 20;

    private readonly SegmentFiles _files;
    private readonly SettledFile _settled;
    private readonly Segment?[] _segments;
    private readonly byte[] _records = new byte[RecordsAtOnce * ReadingRecord.MaxBytes];

    public BufferRecovery(SegmentFiles files, SettledFile settled, Segment?[] segments)
    {
        _files = files;
        _settled = settled;
        _segments = segments;
    }

    /// <summary>The highest segment number ever begun, as far as is known.</summary>
    public long Highest { get; private set; }

    /// <summary>
    /// The running time of the newest reading without a clock. Running time goes on from here, so that an age is
    /// right within a boot and never too long across boots: how long the device was off is not known.
    /// </summary>
    public long RunningMs { get; private set; }

    /// <summary>Damaged records that were not known before.</summary>
    public int Damaged { get; private set; }

    /// <summary>Boot of the newest record; 0 where that is not there or not whole.</summary>
    public long LastBoot { get; private set; }

    /// <summary>Sequence of the newest record, as of <see cref="LastBoot"/>.</summary>
    public long LastSequence { get; private set; }

    public void Run()
    {
        byte[] settled = _settled.Load();
        Highest = _settled.Highest;
        for (int i = 0; i < _segments.Length; i++)
        {
            Segment? segment = _files.Recover(i);
            _segments[i] = segment;
            if (segment != null && segment.Number > Highest)
            {
                Highest = segment.Number;
            }
        }

        for (int i = 0; i < _segments.Length; i++)
        {
            Segment? segment = _segments[i];
            if (segment == null)
            {
                continue;
            }

            if (segment.Number == Segment.Unused)
            {
                segment.Begin(NumberFor(i), segment.Count, true, segment.Record);
            }
            else
            {
                SettledFile.Apply(settled, segment);
            }

            Scan(segment);
        }

        MendNewest();
    }

    // A power cut in the middle of a record would otherwise seal the segment, and a block of the flash stay almost
    // empty: twenty cuts, and 72 hours no longer fit. That nothing is in the record is written down before it gets
    // its full length, so that a cut in between does not count it as a damaged one.
    private void MendNewest()
    {
        Segment? newest = _segments[Highest < 0 ? 0 : (int)(Highest % _segments.Length)];
        if (newest == null || newest.Number != Highest || !_files.IsTorn(newest))
        {
            return;
        }

        newest.SettleNext();
        if (_settled.Save(_segments, Highest, _settled.Lost + Damaged) && _files.FillUp(newest))
        {
            newest.FilledUp();
        }
    }

    // A damaged header leaves the place in the ring. Where that is the place of the newest segment or of the oldest,
    // it is taken for the newest, which is not the next to be overwritten. What was settled there is sent once more.
    private long NumberFor(int slot)
    {
        int length = _segments.Length;
        long next = Highest + 1;
        long number = next - ((next - slot + length) % length);
        if (number < 0)
        {
            number = slot;
        }

        if (number > Highest)
        {
            Highest = number;
        }

        return number;
    }

    private void Scan(Segment segment)
    {
        for (int first = 0; first < segment.Count; first += RecordsAtOnce)
        {
            int left = segment.Count - first;
            int count = left < RecordsAtOnce ? left : RecordsAtOnce;
            bool read = _files.Read(segment, first, count, _records) == count;
            for (int i = 0; i < count; i++)
            {
                // Where they cannot be read together, each is still given its chance.
                Look(segment, first + i, read ? i : ReadAlone(segment, first + i));
            }
        }
    }

    private int ReadAlone(Segment segment, int index) => _files.Read(segment, index, 1, _records) == 1 ? 0 : -1;

    // The record is one of those read, or −1.
    private void Look(Segment segment, int index, int record)
    {
        int at = record * segment.Record.Bytes;
        if (record < 0 || !segment.Record.IsWhole(_records, at))
        {
            Damaged += segment.Settle(index) ? 1 : 0;
            return;
        }

        if (segment.Number == Highest && index == segment.Count - 1)
        {
            LastBoot = ReadingRecord.BootOf(_records, at);
            LastSequence = ReadingRecord.SequenceOf(_records, at);
        }

        long running = segment.Record.RunningMsOf(_records, at);
        if (running > RunningMs)
        {
            RunningMs = running;
        }
    }
}
