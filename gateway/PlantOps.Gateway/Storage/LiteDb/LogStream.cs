using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// LiteDB's log. LiteDB hands it the pages of a transaction, from the committing thread or its own; they are
/// kept in memory until <see cref="Persist"/> writes them as one frame and syncs once. It never throws into LiteDB's
/// writer: an exception there stops it for good and with it every wait for it.
/// </summary>
internal sealed class LogStream : PageStream
{
    /// <summary>Where a LiteDB page says that it is the last one of its transaction.</summary>
    private const int ConfirmedOffset = 18;

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly List<long> _offsets = [];
    private readonly ManualResetEventSlim _received = new();
    private byte[] _frame = new byte[LogFrame.HeaderSize + (16 * PageSize)];
    private int _pending;
    private long _end;
    private ulong _salt;
    private ulong _number;
    private long _awaited = long.MaxValue;

    /// <summary>Takes up what the file holds.</summary>
    /// <param name="file">The log file.</param>
    /// <param name="end">Where it is known to end: what lies behind belongs to a transaction that was reported as failed.</param>
    public LogStream(SafeFileHandle file, long end)
    {
        _file = file;
        _salt = NewSalt();
        if (RandomAccess.GetLength(file) > end) RandomAccess.SetLength(file, end);
        Load();
    }

    /// <summary>Bytes of the file that hold whole, synced transactions.</summary>
    public long End
    {
        get { lock (_lock) return _end; }
    }

    public override long Length
    {
        get { lock (_lock) return ReceivedLength; }
    }

    /// <summary>Whether the last page handed over confirms its transaction.</summary>
    public bool EndsConfirmed
    {
        get { lock (_lock) return _pending > 0 && PendingPage(_pending - 1)[ConfirmedOffset] != 0; }
    }

    private long ReceivedLength => (long)(_offsets.Count + _pending) * PageSize;

    /// <summary>Returns once LiteDB has handed over everything up to a length of the log; its writer may lag behind a commit.</summary>
    public void WaitFor(long length)
    {
        lock (_lock)
        {
            if (ReceivedLength >= length) return;
            _awaited = length;
            _received.Reset();
        }

        _received.Wait();
    }

    /// <summary>Puts what LiteDB has handed over on disk. Nothing may be handed over meanwhile; reading goes on.</summary>
    /// <exception cref="IOException">It is not; the engine must be opened anew on the old end.</exception>
    public void Persist()
    {
        if (_pending == 0) return;
        var frame = new LogFrame(_pending, _salt, _number);
        var bytes = _frame.AsSpan(0, frame.Size);
        frame.Seal(bytes);
        RandomAccess.Write(_file, bytes, _end);
        FileSync.Data(_file);
        lock (_lock)
        {
            Accept(frame);
            _pending = 0;
        }
    }

    /// <summary>LiteDB's own wish to sync: <see cref="Persist"/> decides that.</summary>
    public override void Flush()
    {
    }

    /// <summary>After a checkpoint: everything is in the data file, the next frame begins a new generation.</summary>
    public override void SetLength(long value)
    {
        if (value != 0) return;
        lock (_lock)
        {
            _offsets.Clear();
            _pending = 0;
            _end = 0;
            _number = 0;
            _salt = NewSalt();
        }
    }

    /// <summary>Cuts the file off behind its last transaction.</summary>
    public void Trim()
    {
        lock (_lock) RandomAccess.SetLength(_file, _end);
    }

    protected override int ReadPage(long position, Span<byte> page)
    {
        lock (_lock)
        {
            var index = (int)(position / PageSize);
            if (index < _offsets.Count) return RandomAccess.Read(_file, page[..PageSize], _offsets[index]);
            if (index >= _offsets.Count + _pending) return 0;
            PendingPage(index - _offsets.Count).CopyTo(page);
            return PageSize;
        }
    }

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        lock (_lock)
        {
            var needed = LogFrame.HeaderSize + ((_pending + 1) * PageSize);
            if (_frame.Length < needed) Array.Resize(ref _frame, needed * 2);
            _pending++;
            page.CopyTo(PendingPage(_pending - 1));
            if (ReceivedLength >= _awaited) _received.Set();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _received.Dispose();
        base.Dispose(disposing);
    }

    private Span<byte> PendingPage(int index) => _frame.AsSpan(LogFrame.HeaderSize + (index * PageSize), PageSize);

    private void Accept(LogFrame frame)
    {
        for (var i = 0; i < frame.Pages; i++) _offsets.Add(_end + LogFrame.HeaderSize + ((long)i * PageSize));
        _end += frame.Size;
        _number++;
    }

    private void Load()
    {
        while (ReadFrame() is { } frame)
        {
            _salt = frame.Salt;
            Accept(frame);
        }

        RefuseDamage();
    }

    /// <summary>
    /// A frame that a power cut tore is the last one, and nobody was told that it is stored. A whole frame of the same
    /// generation behind it means damage to what was stored: going on would lose it in silence.
    /// </summary>
    private void RefuseDamage()
    {
        if (_number == 0) return;
        Span<byte> header = stackalloc byte[LogFrame.HeaderSize];
        var length = RandomAccess.GetLength(_file);
        for (var at = _end + LogFrame.HeaderSize; at + LogFrame.HeaderSize <= length; at += LogFrame.HeaderSize)
        {
            if (RandomAccess.Read(_file, header, at) < header.Length || LogFrame.ReadHeader(header) is not { } frame) continue;
            if (frame.Salt != _salt || frame.Number <= _number || at + frame.Size > length) continue;
            var bytes = new byte[frame.Size];
            if (RandomAccess.Read(_file, bytes, at) == frame.Size && LogFrame.IsIntact(bytes))
            {
                throw new InvalidDataException($"its log is damaged at byte {_end}, before transactions that are whole");
            }
        }
    }

    private LogFrame? ReadFrame()
    {
        var header = _frame.AsSpan(0, LogFrame.HeaderSize);
        header = header[..RandomAccess.Read(_file, header, _end)];
        if (LogFrame.ReadHeader(header) is not { } frame || frame.Number != _number) return null;
        if (_number > 0 && frame.Salt != _salt) return null;
        if (_end + frame.Size > RandomAccess.GetLength(_file)) return null;
        if (_frame.Length < frame.Size) _frame = new byte[frame.Size];
        var bytes = _frame.AsSpan(0, frame.Size);
        return RandomAccess.Read(_file, bytes, _end) == frame.Size && LogFrame.IsIntact(bytes) ? frame : null;
    }

    private static ulong NewSalt() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));
}
