using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Backup;

/// <summary>A stream that only goes forward.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

    public override void Flush()
    {
        // What must be on disk is synced by whoever knows when.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Adds up what is written.</summary>
internal sealed class HashedStream(Stream to, IncrementalHash hash) : ForwardStream
{
    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        to.Write(buffer);
    }
}

/// <summary>Writes a file so that a commit which comes meanwhile waits for a little of it, not for all.</summary>
internal sealed class PacedFile(SafeFileHandle file, CancellationToken stopping) : ForwardStream
{
    private readonly PacedWriter _writer = new(file, stopping);
    private long _at;

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _writer.Write(buffer, _at);
        _at += buffer.Length;
    }

    /// <summary>Everything written is on disk afterwards.</summary>
    public void Sync() => FileSync.Data(file);
}

/// <summary>Reads all but what stands at the end, and adds it up.</summary>
internal sealed class BeforeTrailer(Stream from, int trailerBytes, IncrementalHash hash) : ForwardStream
{
    private readonly byte[] _buffer = new byte[trailerBytes + Sealed.ChunkBytes];
    private int _length;
    private bool _isAtEnd;

    /// <summary>What stands there, once everything else is read.</summary>
    public ReadOnlySpan<byte> Trailer => _buffer.AsSpan(0, _length);

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        while (!_isAtEnd && _length < _buffer.Length)
        {
            var read = from.Read(_buffer.AsSpan(_length));
            _isAtEnd = read == 0;
            _length += read;
        }

        var part = Math.Min(buffer.Length, Math.Max(0, _length - trailerBytes));
        _buffer.AsSpan(0, part).CopyTo(buffer);
        hash.AppendData(_buffer, 0, part);
        _buffer.AsSpan(part, _length - part).CopyTo(_buffer);
        _length -= part;
        return part;
    }
}
