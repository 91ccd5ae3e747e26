using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting.Files;

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

    /// <summary>What the buffer is as a rule, and again after a transaction of more than <see cref="MaxKeptPages"/>.</summary>
    private const int UsualPages = 16;

    private const int MaxKeptPages = 512;

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly List<long> _offsets = [];
    private readonly ManualResetEventSlim _received = new();
    private readonly TimeSpan _timeout;
    private readonly int _maxPages;
    private readonly WrittenBytes? _written;
    private byte[] _frame = new byte[BytesOf(UsualPages)];
    private int _pending;
    private long _end;
    private ulong _salt;
    private ulong _number;
    private long _awaited = long.MaxValue;
    private string? _failure;

    /// <summary>Takes up what the file holds.</summary>
    /// <param name="file">The log file.</param>
    /// <param name="end">Where it is known to end: what lies behind belongs to a transaction that was reported as failed.</param>
    /// <param name="timeout">How long <see cref="WaitFor"/> waits.</param>
    /// <param name="maxPages">Most pages of one transaction.</param>
    /// <param name="written">Counts what is written.</param>
    public LogStream(
        SafeFileHandle file, long end, TimeSpan timeout, int maxPages = LogFrame.MaxPages, WrittenBytes? written = null)
    {
        _written = written;
        _file = file;
        _timeout = timeout;
        _maxPages = maxPages;
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

    /// <summary>LiteDB has not handed over what it announced: its writer has died, and who waits for it waits for ever.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Bytes of memory that it holds.</summary>
    public int Buffered
    {
        get { lock (_lock) return _frame.Length; }
    }

    private long ReceivedLength => (long)(_offsets.Count + _pending) * PageSize;

    /// <summary>
    /// Returns once LiteDB has handed over everything up to a length of the log; its writer may lag behind a commit.
    /// </summary>
    /// <exception cref="IOException">It has not in time; the engine must be given up.</exception>
    public void WaitFor(long length)
    {
        lock (_lock)
        {
            if (ReceivedLength >= length || _failure is not null) return;
            _awaited = length;
            _received.Reset();
        }

        if (_received.Wait(_timeout)) return;
        IsStuck = true;
        throw new IOException($"LiteDB has not written what it committed within {_timeout.TotalSeconds} seconds");
    }

    /// <summary>Puts what LiteDB has handed over on disk. Nothing may be handed over meanwhile; reading goes on.</summary>
    /// <exception cref="IOException">It is not; the engine must be opened anew on the old end.</exception>
    public void Persist()
    {
        if (_failure is { } failure) throw new IOException(failure);
        if (_pending == 0) return;
        var frame = new LogFrame(_pending, _salt, _number);
        var bytes = _frame.AsSpan(0, frame.Size);
        frame.Seal(bytes);
        RandomAccess.Write(_file, bytes, _end);
        _written?.Add(bytes.Length);
        FileSync.Data(_file);
        lock (_lock)
        {
            Accept(frame);
            _pending = 0;
            Shrink();
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
            if (_failure is { } failure) throw new IOException(failure);
            if (index >= _offsets.Count + _pending) return 0;
            PendingPage(index - _offsets.Count).CopyTo(page);
            return PageSize;
        }
    }

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        lock (_lock)
        {
            if (_failure is null && TryMakeRoom())
            {
                _pending++;
                page.CopyTo(PendingPage(_pending - 1));
            }

            if (_failure is not null || ReceivedLength >= _awaited) _received.Set();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _received.Dispose();
        base.Dispose(disposing);
    }

    private static int BytesOf(int pages) => LogFrame.HeaderSize + (pages * PageSize);

    private Span<byte> PendingPage(int index) => _frame.AsSpan(BytesOf(index), PageSize);

    // An exception would stop LiteDB's writer: the failure is told when the transaction is to be put on disk.
    private bool TryMakeRoom()
    {
        if (_frame.Length >= BytesOf(_pending + 1)) return true;
        try
        {
            if (_pending < _maxPages) Array.Resize(ref _frame, BytesOf(Math.Min((_pending + 1) * 2, _maxPages)));
            else _failure = $"a transaction of more than {BytesOf(_maxPages) / (1024 * 1024)} MB";
        }
        catch (OutOfMemoryException)
        {
            _failure = $"no memory for a transaction of more than {BytesOf(_pending) / (1024 * 1024)} MB";
        }

        return _failure is null;
    }

    private void Shrink()
    {
        if (_frame.Length > BytesOf(MaxKeptPages)) _frame = new byte[BytesOf(UsualPages)];
    }

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

        Shrink();
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
