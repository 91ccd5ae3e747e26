using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// The data file. Written only while the database is made and during a checkpoint, when everything written is also in
/// the log: a crash in between is repaired from there. LiteDB would otherwise mark the file in place after an error.
/// </summary>
internal sealed class DataStream(SafeFileHandle file) : PageStream
{
    private long _length = RandomAccess.GetLength(file);

    /// <summary>Whether LiteDB may write now.</summary>
    public bool Writable { get; set; }

    /// <summary>Whole pages only: half a page at the end is a checkpoint that was cut off, and the log has it.</summary>
    public override long Length => _length - (_length % PageSize);

    public override void Flush()
    {
        if (Writable) FileSync.Data(file);
    }

    public override void SetLength(long value) => throw new NotSupportedException("The data file never shrinks.");

    protected override int ReadPage(long position, Span<byte> page) => RandomAccess.Read(file, page, position);

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        if (!Writable) throw new InvalidOperationException("The data file is written by a checkpoint only.");
        RandomAccess.Write(file, page, position);
        _length = Math.Max(_length, position + page.Length);
    }
}
