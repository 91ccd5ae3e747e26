using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// Where readings live until the gateway has them: a ring of files that survives a power cut at any moment.
/// 40 segments of 127 readings are 160 KB; at least 39 of them, 82 hours at one a minute, are there when needed, of longer
/// readings fewer. When it is full the oldest segment goes first and what was in it counts as lost. May be used by two
/// threads. Of a file that is not there nothing is kept in memory.
/// </summary>
internal sealed class ReadingBuffer
{
    public const int SegmentCount = 40;

    // Acknowledgements are written down in groups, which saves the flash; after a power cut at most this many
    // readings are sent once more, and the gateway knows them by boot and sequence.
    private const int UnsavedLimit = 32;

    private readonly object _gate = new object();
    private readonly SegmentFiles _files;
    private readonly SettledFile _settled;
    private readonly BatchReader _reader;
    private readonly Segment?[] _segments = new Segment?[SegmentCount];
    private long _highest = Segment.Unused;
    private long _runningBase;
    private long _lastBoot;
    private long _lastSequence;
    private int _unsaved;

    public ReadingBuffer(IFileStore files, ReadingRecord? record = null)
    {
        _files = new SegmentFiles(files, record ?? ReadingRecord.Current);
        _reader = new BatchReader(_files);
        _settled = new SettledFile(files, SegmentCount);
    }

    /// <summary>Readings that wait for their acknowledgement.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                int pending = 0;
                foreach (Segment? segment in _segments)
                {
                    pending += segment == null ? 0 : segment.Pending;
                }

                return pending;
            }
        }
    }

    /// <summary>Readings given up since the device was enrolled: overwritten, damaged, or not storable.</summary>
    public long Lost { get; private set; }

    /// <summary>Sequence of the newest reading at the opening, of this boot and whole; 0 where nobody knows it.</summary>
    public long LastSequenceOf(long boot) => boot == _lastBoot ? _lastSequence : 0;

    /// <summary>Reads a reading of the segment under way, counted from the newest, where it is there and whole.</summary>
    public bool ReadNewest(TelemetryReading into, int back)
    {
        lock (_gate)
        {
            Segment? newest = Numbered(_highest);
            return newest != null && _reader.Peek(newest, newest.Count - 1 - back, into);
        }
    }

    /// <summary>Takes up what the flash holds.</summary>
    public void Open()
    {
        lock (_gate)
        {
            BufferRecovery recovery = new BufferRecovery(_files, _settled, _segments);
            recovery.Run();
            _highest = recovery.Highest;
            _runningBase = recovery.RunningMs;
            _lastBoot = recovery.LastBoot;
            _lastSequence = recovery.LastSequence;
            Lost = _settled.Lost + recovery.Damaged;
            foreach (Segment? segment in _segments)
            {
                DeleteIfDone(segment);
            }

            if (recovery.Damaged > 0)
            {
                Save();
            }
        }
    }

    /// <summary>
    /// Stores a reading; it is on the flash when this returns. <see langword="false"/> where the flash takes
    /// nothing even after the oldest readings were given up; the reading then counts as lost.
    /// </summary>
    public bool Append(TelemetryReading reading, long uptimeMs)
    {
        lock (_gate)
        {
            bool stored = TryAppend(reading, uptimeMs);
            if (!stored && EvictOldest())
            {
                stored = TryAppend(reading, uptimeMs);
            }

            if (!stored)
            {
                Lost++;
                _unsaved++;
            }

            return stored;
        }
    }

    /// <summary>
    /// The newest readings that are not under way yet, oldest of them first, at most as many as fit; they are under
    /// way from now on. <see langword="null"/> where there is nothing to send.
    /// </summary>
    public ReadingBatch? Take(TelemetryReading?[] into, long uptimeMs)
    {
        lock (_gate)
        {
            for (long number = _highest; number >= 0 && number > _highest - SegmentCount; number--)
            {
                Segment? segment = Numbered(number);
                while (segment != null && segment.Number == number && segment.Free > 0)
                {
                    ReadingBatch? batch = _reader.Claim(segment, into, _runningBase + uptimeMs);
                    if (batch != null)
                    {
                        return batch;
                    }

                    if (_reader.Damaged < 0)
                    {
                        break;
                    }

                    GiveUp(segment, _reader.Damaged);
                }
            }

            return null;
        }
    }

    /// <summary>The gateway has these readings.</summary>
    public void Settle(ReadingBatch batch)
    {
        lock (_gate)
        {
            Segment? segment = Numbered(batch.Segment);
            for (int i = 0; i < batch.Count && segment != null; i++)
            {
                _unsaved += segment.Settle(batch.First + i) ? 1 : 0;
            }

            DeleteIfDone(segment);
            if (_unsaved >= UnsavedLimit)
            {
                Save();
            }
        }
    }

    /// <summary>These readings did not get through, or only the first <paramref name="kept"/> are still under way.</summary>
    public void Release(ReadingBatch batch, int kept)
    {
        lock (_gate)
        {
            Segment? segment = Numbered(batch.Segment);
            for (int i = kept; i < batch.Count && segment != null; i++)
            {
                segment.Release(batch.First + i);
            }
        }
    }

    /// <summary>Writes down what was settled since the last time.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_unsaved > 0)
            {
                Save();
            }
        }
    }

    /// <summary>Gives up the oldest readings, so that the flash takes something else; whether there were any.</summary>
    public bool MakeRoom()
    {
        lock (_gate)
        {
            return EvictOldest();
        }
    }

    private bool TryAppend(TelemetryReading reading, long uptimeMs)
    {
        Segment? current = Numbered(_highest);
        if (current == null || current.IsSealed)
        {
            int slot = (int)((_highest + 1) % SegmentCount);
            Evict(_segments[slot]);
            current = _files.Create(slot, _highest + 1);
            if (current == null)
            {
                return false;
            }

            _segments[slot] = current;
            _highest++;
        }

        return _files.Append(current, reading, _runningBase + uptimeMs);
    }

    private bool EvictOldest()
    {
        for (long number = _highest - SegmentCount + 1; number < _highest; number++)
        {
            if (Evict(Numbered(number)))
            {
                return true;
            }
        }

        return false;
    }

    // The loss is written down before the file goes, and with it that the file's readings are settled: a power cut
    // in between neither forgets the loss nor counts it twice.
    private bool Evict(Segment? segment)
    {
        if (segment == null)
        {
            return false;
        }

        Lost += segment.Pending;
        for (int i = 0; i < segment.Count; i++)
        {
            segment.Settle(i);
        }

        bool saved = Save();
        Delete(segment);
        if (!saved)
        {
            // A full flash takes it only now.
            Save();
        }

        return true;
    }

    private void GiveUp(Segment segment, int index)
    {
        segment.Settle(index);
        Lost++;
        Save();
        DeleteIfDone(segment);
    }

    // A segment that can still be added to stays, also when all of it is settled.
    private void DeleteIfDone(Segment? segment)
    {
        if (segment != null && segment.Pending == 0 && (segment.IsSealed || segment.Number != _highest))
        {
            Delete(segment);
        }
    }

    private void Delete(Segment segment)
    {
        _segments[(int)(segment.Number % SegmentCount)] = null;
        _files.Delete(segment);
    }

    private bool Save()
    {
        bool saved = _settled.Save(_segments, _highest, Lost);
        _unsaved = saved ? 0 : _unsaved;
        return saved;
    }

    // The segment of that number, where there is one.
    private Segment? Numbered(long number)
    {
        Segment? segment = number < 0 ? null : _segments[(int)(number % SegmentCount)];
        return segment != null && segment.Number == number ? segment : null;
    }
}
