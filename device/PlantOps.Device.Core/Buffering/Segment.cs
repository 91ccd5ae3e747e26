using System;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// What is known of one file of the buffer: how many records it holds, which of them are settled (acknowledged, or
/// given up) and which are under way.
/// </summary>
internal sealed class Segment
{
    /// <summary>Most records a segment can have; longer ones are fewer.</summary>
    public const int MaxCapacity = 127;

    /// <summary>Bytes of one bit a record.</summary>
    public const int MapBytes = (MaxCapacity + 7) / 8;

    // One block of the flash.
    private const int FileBytes = 4096;

    /// <summary>The number of a segment that is not in use.</summary>
    public const long Unused = -1;

    private readonly byte[] _claimed = new byte[MapBytes];
    private int _settledCount;
    private int _claimedCount;
    private bool _settledAhead;

    public Segment(string name) => Name = name;

    public string Name { get; }

    /// <summary>Counts up with each segment ever begun.</summary>
    public long Number { get; private set; } = Unused;

    public int Count { get; private set; }

    /// <summary>What its records are like.</summary>
    public ReadingRecord Record { get; private set; } = ReadingRecord.Current;

    /// <summary>How many records it takes: with its header 4 KB.</summary>
    public int Capacity { get; private set; } = CapacityOf(ReadingRecord.Current);

    /// <summary>Nothing can be added: it is full, or a write to it was torn.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>One bit a settled record.</summary>
    public byte[] Settled { get; } = new byte[MapBytes];

    /// <summary>Whether any record is settled, or the one that comes next.</summary>
    public bool HasSettled => _settledCount > 0 || _settledAhead;

    /// <summary>Records that are not settled.</summary>
    public int Pending => Count - _settledCount;

    /// <summary>Records that are neither settled nor under way.</summary>
    public int Free => Pending - _claimedCount;

    /// <summary>
    /// Takes the segment into use, or out of it with <see cref="Unused"/>. One with the records of another firmware takes
    /// no more of them.
    /// </summary>
    public void Begin(long number, int count, bool isSealed, ReadingRecord record)
    {
        Number = number;
        Record = record;
        Capacity = CapacityOf(record);
        Count = count > Capacity ? Capacity : count;
        IsSealed = isSealed || Count == Capacity || record != ReadingRecord.Current;
        _settledCount = 0;
        _claimedCount = 0;
        _settledAhead = false;
        Array.Clear(Settled, 0, MapBytes);
        Array.Clear(_claimed, 0, MapBytes);
    }

    public void Added()
    {
        Count++;
        IsSealed |= Count == Capacity;
    }

    public void Seal() => IsSealed = true;

    /// <summary>Settles the record that comes next, which is torn: there is never anything in it.</summary>
    public void SettleNext()
    {
        if (!_settledAhead)
        {
            Flip(Settled, Count);
            _settledAhead = true;
        }
    }

    /// <summary>The torn record, settled already, has its full length now: others can follow.</summary>
    public void FilledUp()
    {
        Count++;
        _settledCount++;
        _settledAhead = false;
        IsSealed = Count == Capacity || Record != ReadingRecord.Current;
    }

    public bool IsSettled(int index) => Has(Settled, index);

    public bool IsFree(int index) => !Has(Settled, index) && !Has(_claimed, index);

    /// <summary>Settles a record; <see langword="false"/> where it was settled already.</summary>
    public bool Settle(int index)
    {
        Release(index);
        if (Has(Settled, index))
        {
            return false;
        }

        Flip(Settled, index);
        _settledCount++;
        return true;
    }

    public void Claim(int index)
    {
        Flip(_claimed, index);
        _claimedCount++;
    }

    public void Release(int index)
    {
        if (Has(_claimed, index))
        {
            Flip(_claimed, index);
            _claimedCount--;
        }
    }

    /// <summary>The newest record that is neither settled nor under way; −1 where there is none.</summary>
    public int NewestFree()
    {
        int index = Count - 1;
        while (index >= 0 && !IsFree(index))
        {
            index--;
        }

        return index;
    }

    private static int CapacityOf(ReadingRecord record) => (FileBytes - SegmentHeader.Bytes) / record.Bytes;

    private static bool Has(byte[] map, int index) => (map[index >> 3] & (1 << (index & 7))) != 0;

    private static void Flip(byte[] map, int index) => map[index >> 3] ^= (byte)(1 << (index & 7));
}
