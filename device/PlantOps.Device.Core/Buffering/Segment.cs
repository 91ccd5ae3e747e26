using System;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// What is known of one file of the buffer: how many records it holds, which of them are settled (acknowledged, or
/// given up) and which are under way. There may be forty of them: each bit map is there only while it has a bit.
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

    private readonly int _slot;
    private readonly ReadingRecord _own;
    private byte[]? _claimed;
    private byte[]? _settled;
    private int _settledCount;
    private int _claimedCount;
    private bool _settledAhead;

    public Segment(int slot)
        : this(slot, ReadingRecord.Current)
    {
    }

    /// <param name="slot">Its place in the ring.</param>
    /// <param name="own">As the device stores readings now.</param>
    public Segment(int slot, ReadingRecord own)
    {
        _slot = slot;
        _own = own;
        Record = own;
    }

    public string Name => BufferFiles.NameOf(_slot);

    /// <summary>Counts up with each segment ever begun.</summary>
    public long Number { get; private set; } = Unused;

    public int Count { get; private set; }

    /// <summary>What its records are like.</summary>
    public ReadingRecord Record { get; private set; }

    /// <summary>How many records it takes: with its header 4 KB.</summary>
    public int Capacity => (FileBytes - SegmentHeader.Bytes) / Record.Bytes;

    /// <summary>Nothing can be added: it is full, or a write to it was torn.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>Whether any record is settled, or the one that comes next.</summary>
    public bool HasSettled => _settledCount > 0 || _settledAhead;

    /// <summary>Records that are not settled.</summary>
    public int Pending => Count - _settledCount;

    /// <summary>Records that are neither settled nor under way.</summary>
    public int Free => Pending - _claimedCount;

    /// <summary>
    /// Takes the segment into use, or out of it with <see cref="Unused"/>. One with the records of another firmware, or of
    /// other sensors, takes no more of them.
    /// </summary>
    public void Begin(long number, int count, bool isSealed, ReadingRecord record)
    {
        Number = number;
        Record = record;
        Count = count > Capacity ? Capacity : count;
        IsSealed = isSealed || Count == Capacity || !record.IsLike(_own);
        _settledCount = 0;
        _claimedCount = 0;
        _settledAhead = false;
        _settled = null;
        _claimed = null;
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
            _settled = Flipped(_settled, Count);
            _settledAhead = true;
        }
    }

    /// <summary>The torn record, settled already, has its full length now: others can follow.</summary>
    public void FilledUp()
    {
        Count++;
        _settledCount++;
        _settledAhead = false;
        IsSealed = Count == Capacity || !Record.IsLike(_own);
    }

    public bool IsSettled(int index) => Has(_settled, index);

    public bool IsFree(int index) => !Has(_settled, index) && !Has(_claimed, index);

    /// <summary>Copies one bit a settled record.</summary>
    public void CopySettled(byte[] into, int offset)
    {
        if (_settled == null)
        {
            Array.Clear(into, offset, MapBytes);
        }
        else
        {
            Array.Copy(_settled, 0, into, offset, MapBytes);
        }
    }

    /// <summary>Settles a record; <see langword="false"/> where it was settled already.</summary>
    public bool Settle(int index)
    {
        Release(index);
        if (Has(_settled, index))
        {
            return false;
        }

        _settled = Flipped(_settled, index);
        _settledCount++;
        return true;
    }

    public void Claim(int index)
    {
        _claimed = Flipped(_claimed, index);
        _claimedCount++;
    }

    public void Release(int index)
    {
        if (Has(_claimed, index))
        {
            _claimed = --_claimedCount == 0 ? null : Flipped(_claimed, index);
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

    private static bool Has(byte[]? map, int index) => map != null && (map[index >> 3] & (1 << (index & 7))) != 0;

    private static byte[] Flipped(byte[]? map, int index)
    {
        byte[] present = map ?? new byte[MapBytes];
        present[index >> 3] ^= (byte)(1 << (index & 7));
        return present;
    }
}
