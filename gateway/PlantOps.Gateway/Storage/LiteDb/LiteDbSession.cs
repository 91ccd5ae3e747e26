using System.Collections.Concurrent;
using LiteDB;
using LiteDB.Engine;
using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>One opening of the database: both files and the engine on them. Thrown away whole after any failure.</summary>
internal sealed class LiteDbSession : IDisposable
{
    private static readonly ConcurrentQueue<LiteEngine> Stuck = new();

    private readonly SafeFileHandle _dataFile;
    private readonly SafeFileHandle _logFile;
    private readonly DataStream _data;
    private readonly LogStream _log;
    private readonly LiteEngine _engine;

    /// <param name="directory">Where the files are.</param>
    /// <param name="logEnd">See <see cref="LogStream"/>.</param>
    /// <param name="timeout">How long LiteDB's writer may take to hand over what it announced.</param>
    /// <param name="written">Counts what is written.</param>
    /// <exception cref="StoreUnavailableException">In use, not writable, or damaged; the message says which.</exception>
    public LiteDbSession(DataDirectory directory, long logEnd, TimeSpan timeout, WrittenBytes written)
    {
        _dataFile = OpenFile(directory, directory.Database);
        try
        {
            _logFile = OpenFile(directory, directory.DatabaseLog);
            FileSync.Directory(directory.Path);
            _data = new DataStream(_dataFile, written);
            _log = OpenLog(directory.Database, logEnd, timeout, written);
            _engine = OpenEngine(directory.Database);
        }
        catch
        {
            _logFile?.Dispose();
            _dataFile.Dispose();
            throw;
        }
    }

    public ILiteEngine Engine => _engine;

    /// <summary>Which files these are.</summary>
    public FilePair Identity => new(FileIdentity.Of(_dataFile), FileIdentity.Of(_logFile));

    /// <summary>Compares the data file's indexes with its documents. Call with everything in it and nobody writing.</summary>
    public IndexFindings CheckIndexes() =>
        IndexCheck.Run(RandomAccess.GetLength(_dataFile), (position, page) => RandomAccess.Read(_dataFile, page, position));

    /// <summary>Bytes of the data file, which change during a checkpoint only.</summary>
    public long DataLength => _data.Length;

    /// <summary>Bytes of the log that hold committed transactions.</summary>
    public long LogEnd => _log.End;

    /// <summary>Runs one transaction up to where only the disk is missing.</summary>
    public void Apply(Action<ILiteEngine> work)
    {
        var before = _log.Length;
        _engine.BeginTrans();
        work(_engine);
        _engine.Commit();

        // LiteDB's writer usually runs on this thread and is done by now; the first pages after opening go through its own.
        if (_log.Length == before || !_log.EndsConfirmed) _log.WaitFor(AnnouncedLogLength(_engine));
    }

    /// <summary>Puts the applied transaction on disk.</summary>
    public void Persist() => _log.Persist();

    /// <summary>Moves the log's pages into the data file; the log starts anew once they are synced.</summary>
    /// <param name="snapshot">The copy that is being made, if any: it keeps what is written over.</param>
    public void Checkpoint(DataSnapshot? snapshot = null)
    {
        _data.Snapshot = snapshot;
        _data.Writable = true;
        try
        {
            _engine.Checkpoint();
        }
        finally
        {
            _data.Writable = false;
        }
    }

    /// <summary>Copies a little more of the data file.</summary>
    /// <returns>Whether there is more.</returns>
    public bool CopyMore(DataSnapshot snapshot) => snapshot.CopyMore(_dataFile);

    /// <summary>Cuts off what earlier generations left in the log's file, so that the next start need not read it.</summary>
    public void TrimLog() => _log.Trim();

    /// <summary>
    /// Closes the engine and the files. The engine writes nothing then: a transaction it had open is gone. It must be
    /// closed all the same, because a forgotten transaction's finalizer ends the process. Only where its writer has died
    /// it is left as it is, and kept: closing it would wait for that writer for ever.
    /// </summary>
    public void Dispose()
    {
        Close(_engine);
        _logFile.Dispose();
        _dataFile.Dispose();
    }

    private void Close(LiteEngine engine)
    {
        if (IsStuck(engine)) Stuck.Enqueue(engine);
        else engine.Dispose();
    }

    private bool IsStuck(LiteEngine engine)
    {
        try
        {
            if (!_log.IsStuck) _log.WaitFor(AnnouncedLogLength(engine));
        }
        catch (Exception)
        {
            // Stuck, or closed by its own failure: the log knows which.
        }

        return _log.IsStuck;
    }

    private static long AnnouncedLogLength(LiteEngine engine)
    {
        using var reader = engine.Query("$database", new Query());
        reader.Read();
        return reader.Current["logFileSize"].AsInt64;
    }

    private LogStream OpenLog(string path, long logEnd, TimeSpan timeout, WrittenBytes written)
    {
        try
        {
            return new LogStream(_logFile, logEnd, timeout, written: written);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e.Message, e);
        }
    }

    private LiteEngine OpenEngine(string path)
    {
        var length = RandomAccess.GetLength(_dataFile);
        if (length is > 0 and < PageStream.PageSize) throw Damaged(path, "it is shorter than a page", null);
        LiteEngine? engine = null;
        try
        {
            _data.Writable = length == 0;
            engine = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log });
            _data.Writable = false;

            // By itself LiteDB would copy pages into the data file before their log frame is synced.
            if (engine.Pragma("CHECKPOINT", 0)) _log.WaitFor(PageStream.PageSize);
            _log.Persist();
            return engine;
        }
        catch (Exception e)
        {
            if (engine is not null) Close(engine);

            // A database that was to be made is not there half.
            if (length == 0) RandomAccess.SetLength(_dataFile, 0);
            if (e is IOException) throw;
            throw Damaged(path, e.Message, e);
        }
    }

    private static SafeFileHandle OpenFile(DataDirectory directory, string path)
    {
        try
        {
            return OwnFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.RandomAccess);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnavailableException($"The data directory '{directory.Path}' is not writable: {e.Message}", e);
        }
        catch (IOException e) when (IsLocked(e))
        {
            throw new StoreUnavailableException($"The data directory '{directory.Path}' is in use by another process.", e);
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsLocked(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static StoreUnavailableException Damaged(string path, string why, Exception? inner) => new(
        $"The database file '{path}' is damaged or not PlantOps' own ({why}). It was left as it is. " +
        "Move it and its '-log' file away and restore a backup, or start without them to begin anew.", inner);
}

/// <summary>The data file and its log.</summary>
internal sealed record FilePair(FileIdentity? Data, FileIdentity? Log);
