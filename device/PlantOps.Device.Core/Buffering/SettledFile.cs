using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Buffering;

/// <summary>
/// Remembers over a restart what was settled in segments that are still there:
/// highest number + 1 4 | lost 4 | (segment 4 | one bit a record 16)…
/// </summary>
internal sealed class SettledFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "settled";

    private const int HeaderBytes = 8;
    private const int EntryBytes = 4 + Segment.MapBytes;

    private readonly TwoSlotFile _file;

    public SettledFile(IFileStore files, int segments)
    {
        _file = new TwoSlotFile(files, FileName, HeaderBytes + (segments * EntryBytes));
    }

    /// <summary>The highest segment number when this was saved: a later segment never has an entry here.</summary>
    public long Highest { get; private set; } = Segment.Unused;

    /// <summary>Readings given up.</summary>
    public long Lost { get; private set; }

    /// <summary>Reads the file, if there is one.</summary>
    public byte[] Load()
    {
        byte[] content = _file.Read() ?? new byte[0];
        if (content.Length >= HeaderBytes)
        {
            Highest = LittleEndian.Get(content, 0, 4) - 1;
            Lost = LittleEndian.Get(content, 4, 4);
        }

        return content;
    }

    /// <summary>Settles in a segment what was settled when the file was saved.</summary>
    public static void Apply(byte[] content, Segment segment)
    {
        for (int at = HeaderBytes; at + EntryBytes <= content.Length; at += EntryBytes)
        {
            if (LittleEndian.Get(content, at, 4) != segment.Number)
            {
                continue;
            }

            for (int i = 0; i < segment.Count; i++)
            {
                if ((content[at + 4 + (i >> 3)] & (1 << (i & 7))) != 0)
                {
                    segment.Settle(i);
                }
            }
        }
    }

    public bool Save(Segment?[] segments, long highest, long lost)
    {
        int entries = 0;
        foreach (Segment? segment in segments)
        {
            entries += IsWritten(segment) ? 1 : 0;
        }

        byte[] content = new byte[HeaderBytes + (entries * EntryBytes)];
        LittleEndian.Put(content, 0, 4, highest + 1);
        LittleEndian.Put(content, 4, 4, lost);
        int at = HeaderBytes;
        foreach (Segment? segment in segments)
        {
            if (IsWritten(segment))
            {
                LittleEndian.Put(content, at, 4, segment!.Number);
                segment.CopySettled(content, at + 4);
                at += EntryBytes;
            }
        }

        return _file.Write(content, at);
    }

    private static bool IsWritten(Segment? segment) =>
        segment != null && segment.Number != Segment.Unused && segment.HasSettled;
}
