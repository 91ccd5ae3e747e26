namespace PlantOps.Device.Core.Buffering;

/// <summary>Finds out after a start what the segments hold. Damaged records are settled, so that they count once.</summary>
internal sealed class BufferRecovery
{
    private readonly SegmentFiles _files;
    private readonly SettledFile _settled;
    private readonly Segment[] _segments;
    private readonly byte[] _record = new byte[ReadingRecord.Current.Bytes];

    public BufferRecovery(SegmentFiles files, SettledFile settled, Segment[] segments)
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
        bool[] numbered = new bool[_segments.Length];
        for (int i = 0; i < _segments.Length; i++)
        {
            numbered[i] = _files.Recover(_segments[i]);
            if (_segments[i].Number > Highest)
            {
                Highest = _segments[i].Number;
            }
        }

        for (int i = 0; i < _segments.Length; i++)
        {
            if (!numbered[i])
            {
                _segments[i].Begin(NumberFor(i), _segments[i].Count, true, _segments[i].Record);
            }
            else if (_segments[i].Number != Segment.Unused)
            {
                SettledFile.Apply(settled, _segments[i]);
            }

            Scan(_segments[i]);
        }

        MendNewest();
    }

    // A power cut in the middle of a record would otherwise seal the segment, and a block of the flash stay almost
    // empty: twenty cuts, and 72 hours no longer fit. That nothing is in the record is written down before it gets
    // its full length, so that a cut in between does not count it as a damaged one.
    private void MendNewest()
    {
        Segment newest = _segments[Highest < 0 ? 0 : (int)(Highest % _segments.Length)];
        if (newest.Number == Segment.Unused || newest.Number != Highest || !_files.IsTorn(newest))
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
        for (int i = 0; i < segment.Count; i++)
        {
            bool whole = _files.Read(segment, i, 1, _record) == 1 && segment.Record.IsWhole(_record, 0);
            if (!whole)
            {
                Damaged += segment.Settle(i) ? 1 : 0;
                continue;
            }

            if (segment.Number == Highest && i == segment.Count - 1)
            {
                LastBoot = ReadingRecord.BootOf(_record, 0);
                LastSequence = ReadingRecord.SequenceOf(_record, 0);
            }

            long running = segment.Record.RunningMsOf(_record, 0);
            if (running > RunningMs)
            {
                RunningMs = running;
            }
        }
    }
}
