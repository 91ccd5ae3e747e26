using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// The data file. Written only while the database is made and during a checkpoint, when everything written is also in
/// the log: a crash in between is repaired from there. LiteDB would otherwise mark the file in place after an error.
/// </summary>
/// <remarks>
/// A checkpoint hands over every version of a page that the log has, ten of the same page as a rule. They wait in memory until
/// it asks for the sync, so that only the last one is written: what is written is what an SD card wears by.
/// </remarks>
internal sealed class DataStream(SafeFileHandle file, WrittenBytes? written = null) : PageStream
{
    /// <summary>
    /// Pages that may wait, 16 MB of memory. Beyond it they are written at once, which is as safe and only wears more.
    /// </summary>
    public const int MaxWaiting = 2048;

    private readonly SortedDictionary<long, byte[]> _waiting = [];
    private long _length = RandomAccess.GetLength(file);

    /// <summary>Whether LiteDB may write now.</summary>
    public bool Writable { get; set; }

    /// <summary>The copy that is being made of it, if any.</summary>
    public DataSnapshot? Snapshot { get; set; }

    /// <summary>Whole pages only: half a page at the end is a checkpoint that was cut off, and the log has it.</summary>
    public override long Length => _length - (_length % PageSize);

    public override void Flush()
    {
        if (!Writable) return;
        WriteWaiting();
        FileSync.Data(file);
    }

    public override void SetLength(long value) => throw new NotSupportedException("The data file never shrinks.");

    protected override int ReadPage(long position, Span<byte> page)
    {
        if (!_waiting.TryGetValue(position, out var waiting)) return RandomAccess.Read(file, page, position);
        waiting.CopyTo(page);
        return waiting.Length;
    }

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        if (!Writable) throw new InvalidOperationException("The data file is written by a checkpoint only.");
        if (_waiting.TryGetValue(position, out var waiting) && waiting.Length == page.Length) page.CopyTo(waiting);
        else _waiting[position] = page.ToArray();
        _length = Math.Max(_length, position + page.Length);
        if (_waiting.Count > MaxWaiting) WriteWaiting();
    }

    private void WriteWaiting()
    {
        foreach (var (position, page) in _waiting)
        {
            Snapshot?.Keep(file, position);
            RandomAccess.Write(file, page, position);
            written?.Add(page.Length);
        }

        _waiting.Clear();
    }
}

/// <summary>Counts what is written to the database's files, as their pages are; what a file system adds is not in it.</summary>
internal sealed class WrittenBytes
{
    private long _bytes;

    public long Total => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
