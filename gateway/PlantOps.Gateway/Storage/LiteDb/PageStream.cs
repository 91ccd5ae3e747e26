namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>A file of LiteDB pages as LiteDB reads and writes it: whole pages at page boundaries.</summary>
internal abstract class PageStream : Stream
{
    /// <summary>LiteDB's page size; fixed in its file format.</summary>
    public const int PageSize = 8192;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadPage(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        WritePage(Position, buffer.AsSpan(offset, count));
        Position += count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    protected abstract int ReadPage(long position, Span<byte> page);

    protected abstract void WritePage(long position, ReadOnlySpan<byte> page);
}
