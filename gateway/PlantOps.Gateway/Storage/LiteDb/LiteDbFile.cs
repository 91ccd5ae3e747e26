using LiteDB;
using LiteDB.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// The gateway's database file. Everything goes through one gate, because concurrent reads have raced LiteDB's page
/// cache; a commit leaves the gate while it is synced, so that the disk holds up no reader. After a failure the files
/// are opened anew on what was committed, at once or as soon as the disk allows it.
/// </summary>
internal sealed partial class LiteDbFile : IDisposable
{
    /// <summary>A checkpoint holds up commits for as long as it takes to copy this much.</summary>
    private const long CheckpointBytes = 1024 * 1024;

    /// <summary>How long background work gives way. Not for ever: under full load there is always a commit that waits.</summary>
    private static readonly TimeSpan MaxGivingWay = TimeSpan.FromMilliseconds(5);

    /// <summary>How long LiteDB's writer, which is done at once as a rule, may take before it counts as dead.</summary>
    private static readonly TimeSpan WriterTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _commits = new();
    private readonly object _urgency = new();
    private readonly Lock _gate = new();
    private readonly DataDirectory _directory;
    private readonly ILogger<LiteDbFile> _logger;
    private readonly TimeSpan _timeout;
    private readonly WrittenBytes _written = new();
    private LiteDbSession? _session;
    private volatile FilePair? _identity;
    private long _logEnd = long.MaxValue;
    private long _checkpointAt = CheckpointBytes;
    private int _urgent;
    private bool _disposed;

    /// <exception cref="StoreUnavailableException">In use, not writable, or damaged; the message says which.</exception>
    public LiteDbFile(DataDirectory directory, ILogger<LiteDbFile> logger, UnreadableRecords? unreadable = null)
        : this(directory, logger, WriterTimeout, unreadable)
    {
    }

    /// <inheritdoc cref="LiteDbFile(DataDirectory, ILogger{LiteDbFile}, UnreadableRecords)"/>
    internal LiteDbFile(
        DataDirectory directory, ILogger<LiteDbFile> logger, TimeSpan timeout, UnreadableRecords? unreadable = null)
    {
        _timeout = timeout;
        Unreadable = unreadable ?? new UnreadableRecords(NullLogger<UnreadableRecords>.Instance);
        _directory = directory;
        _logger = logger;
        CheckIndexes(Session());
    }

    /// <summary>The file, for messages.</summary>
    public string Place => _directory.Database;

    /// <summary>What of it cannot be read.</summary>
    public UnreadableRecords Unreadable { get; }

    /// <summary>
    /// Why nothing can be stored although the open files take it: their names are gone or another file's, so that the next
    /// start would not find it. <see langword="null"/> where they are in their place.
    /// </summary>
    public string? Displaced
    {
        get
        {
            if (_identity is not { } identity) return null;
            var file = FileIdentity.HasLeft(_directory.Database, identity.Data) ? _directory.Database
                : FileIdentity.HasLeft(_directory.DatabaseLog, identity.Log) ? _directory.DatabaseLog
                : null;
            return file is null
                ? null
                : $"'{file}' was deleted or replaced while the gateway runs, so that what it stores would be "
                    + $"lost. Restart the gateway.";
        }
    }

    /// <summary>Bytes that it takes with its log.</summary>
    public long Size() =>
        new[] { _directory.Database, _directory.DatabaseLog }.Select(path => new FileInfo(path))
            .Sum(file => file.Exists ? file.Length : 0);

    /// <summary>Bytes written to it and its log since it was opened.</summary>
    public long Written => _written.Total;

    /// <summary>
    /// Runs short reading work; what it returns must not read on afterwards. It may see a transaction that is
    /// being synced.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read now.</exception>
    public T Read<T>(Func<ILiteEngine, T> work)
    {
        LiteDbSession? session = null;
        try
        {
            lock (_gate)
            {
                session = Session();
                return work(session.Engine);
            }
        }
        catch (Exception e) when (IsStorage(e) || IsDamage(e))
        {
            // Not under the gate: a commit that is being synced needs its files until it is done.
            lock (_commits) Abandon(session);
            throw new StoreUnavailableException($"The database in '{_directory.Path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Runs one transaction on the calling thread; it is on disk when this returns.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of it is stored; it may be tried again.</exception>
    public void Commit(Action<ILiteEngine> work)
    {
        lock (_urgency) _urgent++;
        try
        {
            CommitInTurn(work);
        }
        finally
        {
            lock (_urgency)
            {
                if (--_urgent == 0) Monitor.PulseAll(_urgency);
            }
        }
    }

    /// <summary>The same for work that nobody waits for: a lock alone would let a series of it keep the others out.</summary>
    /// <exception cref="StoreUnavailableException">Nothing of it is stored; it may be tried again.</exception>
    public void CommitInBackground(Action<ILiteEngine> work)
    {
        lock (_urgency)
        {
            if (_urgent > 0) Monitor.Wait(_urgency, MaxGivingWay);
        }

        CommitInTurn(work);
    }

    /// <summary>Puts a copy in the database's place.</summary>
    /// <exception cref="IOException">The copy is still there.</exception>
    public void Replace(string copy)
    {
        lock (_commits)
        lock (_gate)
        {
            _session?.Dispose();
            _session = null;
            _logEnd = long.MaxValue;
            _identity = null;
            _snapshot?.GiveUp("another file was put in its place");

            // The log first: what it says is not true of the copy.
            File.Delete(_directory.DatabaseLog);
            FileSync.Directory(_directory.Path);
            File.Move(copy, _directory.Database, overwrite: true);
            FileSync.Directory(_directory.Path);
        }
    }

    public void Dispose()
    {
        lock (_commits)
        lock (_gate)
        {
            if (_disposed) return;
            if (_session is { } session) Checkpoint(session);
            _session?.TrimLog();
            _session?.Dispose();
            _session = null;
            _disposed = true;
        }
    }

    private void CommitInTurn(Action<ILiteEngine> work)
    {
        lock (_commits)
        {
            LiteDbSession? session = null;
            var stored = false;
            try
            {
                lock (_gate)
                {
                    ThrowIfDisplaced();
                    session = Session();
                    session.Apply(work);
                }

                session.Persist();
                stored = true;
            }
            catch (Exception e) when (IsStorage(e))
            {
                throw new StoreUnavailableException($"The database in '{_directory.Path}' cannot be written: {e.Message}", e);
            }
            finally
            {
                if (!stored) Abandon(session);
            }

            if (session.LogEnd >= _checkpointAt) Checkpoint(session);
        }
    }

    private bool Checkpoint(LiteDbSession session)
    {
        try
        {
            lock (_gate) session.Checkpoint(_snapshot);
            _checkpointAt = CheckpointBytes;
            return true;
        }
        catch (Exception e) when (IsStorage(e))
        {
            // Nothing is lost: the log keeps what was committed until a checkpoint succeeds.
            Log.CheckpointFailed(_logger, _directory.Database, e);
            _checkpointAt = session.LogEnd + CheckpointBytes;
            Abandon(session);
            return false;
        }
    }

    /// <summary>Call with the gate held.</summary>
    private LiteDbSession Session()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_session is { } open) return open;

        // Another file in this one's place has another log: opened with this one's end it would be cut off.
        ThrowIfDisplaced();
        _session = Opened();
        _identity ??= _session.Identity;
        return _session;
    }

    private LiteDbSession Opened()
    {
        try
        {
            return new LiteDbSession(_directory, _logEnd, _timeout, _written);
        }
        catch (IOException e) when (IsStorage(e))
        {
            throw new StoreUnavailableException($"The database in '{_directory.Path}' cannot be opened: {e.Message}", e);
        }
    }

    private void ThrowIfDisplaced()
    {
        if (Displaced is { } reason) throw new StoreUnavailableException(reason);
    }

    /// <summary>Call with <see cref="_commits"/> held.</summary>
    private void Abandon(LiteDbSession? session)
    {
        lock (_gate)
        {
            if (session is null || _session != session) return;
            _logEnd = session.LogEnd;
            _session = null;
            session.Dispose();
        }
    }

    private static bool IsStorage(Exception e) =>
        e is IOException and not (StoreUnavailableException or CorruptBucketException) or UnauthorizedAccessException
            or LiteException;

    // LiteDB trusts its pages; of one that is damaged it makes anything from a wrong cast to a method that is not implemented.
    private static bool IsDamage(Exception e) =>
        e is SystemException and not (IOException or OperationCanceledException or ObjectDisposedException);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Level = LogLevel.Warning,
            Message = "The log of {Database} could not be moved into it; it is kept and tried again")]
        public static partial void CheckpointFailed(ILogger logger, string database, Exception exception);
    }
}
