using System;

namespace PlantOps.Device.Core.Storage;

/// <summary>
/// A small file that a power cut cannot take away: two slots, written in turn, each with a generation and a CRC.
/// The newest whole one counts.
/// </summary>
internal sealed class TwoSlotFile
{
    // crc 4 | generation 4 | payload
    private const int HeaderBytes = 8;

    private readonly IFileStore _files;
    private readonly string _name;
    private readonly int _maxBytes;

    public TwoSlotFile(IFileStore files, string name, int maxBytes)
    {
        _files = files;
        _name = name;
        _maxBytes = maxBytes + HeaderBytes;
    }

    /// <summary>What was written last; <see langword="null"/> where there is nothing whole.</summary>
    public byte[]? Read()
    {
        byte[]? frame = Newest();
        if (frame == null)
        {
            return null;
        }

        byte[] payload = new byte[frame.Length - HeaderBytes];
        Array.Copy(frame, HeaderBytes, payload, 0, payload.Length);
        return payload;
    }

    /// <summary>Replaces the content. Where it fails, what was there before still is.</summary>
    public bool Write(byte[] payload, int count)
    {
        long generation = NewestGeneration() + 1;
        byte[] frame = new byte[HeaderBytes + count];
        LittleEndian.Put(frame, 4, 4, generation);
        Array.Copy(payload, 0, frame, HeaderBytes, count);
        LittleEndian.Put(frame, 0, 4, Crc32.Of(frame, 4, frame.Length - 4));
        return _files.Write(SlotName(generation), frame, frame.Length);
    }

    /// <summary>Deletes both slots.</summary>
    public static void Delete(IFileStore files, string name)
    {
        files.Delete(string.Concat(name, ".0"));
        files.Delete(string.Concat(name, ".1"));
    }

    // One slot after the other, so that neither is in memory while the next content is put together.
    private long NewestGeneration()
    {
        long even = GenerationIn(0);
        long odd = GenerationIn(1);
        return even > odd ? even : odd;
    }

    private long GenerationIn(int slot)
    {
        byte[]? frame = Slot(slot);
        return frame == null ? 0 : GenerationOf(frame);
    }

    private byte[]? Newest()
    {
        byte[]? even = Slot(0);
        byte[]? odd = Slot(1);
        if (even == null || odd == null)
        {
            return even ?? odd;
        }

        return GenerationOf(even) > GenerationOf(odd) ? even : odd;
    }

    private byte[]? Slot(int slot)
    {
        string name = SlotName(slot);
        int size = _files.Size(name);
        if (size < HeaderBytes || size > _maxBytes)
        {
            return null;
        }

        byte[] frame = new byte[size];
        bool whole = _files.Read(name, 0, frame, size) == size
            && LittleEndian.Get(frame, 0, 4) == Crc32.Of(frame, 4, size - 4)
            && GenerationOf(frame) % 2 == slot;
        return whole ? frame : null;
    }

    private string SlotName(long generation) => string.Concat(_name, generation % 2 == 0 ? ".0" : ".1");

    private static long GenerationOf(byte[] frame) => LittleEndian.Get(frame, 4, 4);
}
