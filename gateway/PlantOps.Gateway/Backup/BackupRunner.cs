using System.Runtime;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// Makes a backup, takes it elsewhere, restores it into a scratch folder, compares it, and lets go of those that are not kept;
/// one at a time. A backup that cannot be restored gets another name and does not count.
/// </summary>
internal sealed partial class BackupRunner(
    BackupMaker maker, DataDirectory directory, DiskGuard disk, BackupSteps steps, IOptions<BackupOptions> options,
    TimeProvider time, ILogger<BackupRunner> logger) : IDisposable
{
    private const string WorkFolder = ".work";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private BackupRecord? _record;

    /// <summary>What became of the latest.</summary>
    public BackupRecord Record
    {
        get
        {
            lock (_gate) return _record ??= BackupRecord.Read(directory, time.GetUtcNow());
        }
    }

    /// <summary>From now on it is known whether there are backups.</summary>
    public void Begin()
    {
        if (!File.Exists(directory.File(BackupRecord.FileName))) Keep(Record);
    }

    /// <summary>Makes and tries one now.</summary>
    /// <returns><see langword="null"/> where one is under way.</returns>
    /// <exception cref="IOException">It failed; the message says why.</exception>
    public async Task<BackupResult?> RunAsync(CancellationToken stopping)
    {
        if (!await _turn.WaitAsync(0, CancellationToken.None)) return null;
        var at = time.GetUtcNow();
        var pauses = GCSettings.LatencyMode;
        try
        {
            // All of the database passes through memory; whoever stores meanwhile must not wait until that is put in order.
            GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
            var result = await Task.Run(() => MakeAndTryAsync(at, stopping), stopping);
            Keep(Record with { TriedAt = at.ToUnixTimeMilliseconds(), Proven = result, Failures = 0, Reason = null });
            Log.Proven(logger, result.File, result.Readings, result.Days);
            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var reason = FaultReason.Of(exception);
            Keep(Record with { TriedAt = at.ToUnixTimeMilliseconds(), Failures = Record.Failures + 1, Reason = reason });
            Log.Failed(logger, reason);
            throw exception is IOException ? exception : new IOException(reason, exception);
        }
        finally
        {
            GCSettings.LatencyMode = pauses;
            _turn.Release();
        }
    }

    /// <summary>Restores one into a scratch folder and compares it.</summary>
    /// <param name="backup">Which.</param>
    /// <param name="passphrase">What opens it, where that is not what is set.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task<BackupManifest> VerifyAsync(BackupFile backup, string? passphrase, CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        try
        {
            return await Task.Run(() => Rehearse(backup.Path, passphrase ?? options.Value.Passphrase, stopping), stopping);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a data directory of one, for a program to be tried on.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="folder">Where to; emptied before.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task UnpackAsync(string path, string folder, CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        try
        {
            OwnFolder.MakeEmpty(folder);
            await Task.Run(() => BackupArchive.Unpack(path, options.Value.Passphrase, folder, stopping), stopping);
            // It says where the data was moved, and in a backup there is all of it.
            File.Delete(StoreMarker.PathIn(folder));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<BackupResult> MakeAndTryAsync(DateTimeOffset at, CancellationToken stopping)
    {
        var settings = options.Value;
        if (disk.IsNearlyFull) throw new IOException(disk.Refusal);
        OwnFolder.Make(settings.Directory);
        foreach (var left in Directory.EnumerateFiles(settings.Directory, "plantops-*" + BackupFile.Unfinished))
            OwnFile.Remove(left);
        // Two of one second would have one name.
        while (File.Exists(BackupFile.PathOf(settings.Directory, BackupFile.IdOf(at)))) at = at.AddSeconds(1);
        var id = BackupFile.IdOf(at);
        var path = BackupFile.PathOf(settings.Directory, id);
        var begun = time.GetTimestamp();
        var work = Work("made");
        BackupManifest manifest;
        try
        {
            manifest = maker.Make(path, at, settings.Passphrase, work, stopping);
        }
        finally
        {
            OwnFolder.Remove(Path.GetDirectoryName(work)!);
        }

        var made = time.GetElapsedTime(begun);
        begun = time.GetTimestamp();
        if (settings.FetchCommand is null) await TryAsync(path, stopping);
        if (settings.Command is { } command) await OutsideProgram.RunAsync(command, path, Path.GetFileName(path), stopping);
        if (settings.FetchCommand is not null) await TryAsync(path, stopping);
        steps.Enter(BackupSteps.Clean);
        foreach (var old in settings.Keep.Superfluous(BackupFile.In(settings.Directory), time.LocalTimeZone))
            OwnFile.Remove(old.Path);
        foreach (var failed in Directory.EnumerateFiles(settings.Directory, "plantops-*" + BackupFile.Failed))
            OwnFile.Remove(failed);
        return new BackupResult
        {
            Id = id,
            File = path,
            Bytes = new FileInfo(path).Length,
            TakenAt = manifest.TakenAt,
            ProvenAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Readings = manifest.Readings,
            Days = manifest.Days,
            Documents = manifest.Collections.Values.Sum(collection => collection.Count),
            Encrypted = settings.Passphrase is not null,
            Damaged = manifest.Damaged,
            MadeMs = (long)made.TotalMilliseconds,
            ProvenMs = (long)time.GetElapsedTime(begun).TotalMilliseconds,
        };
    }

    // What was brought back counts: it is what there is when this machine is lost.
    private async Task TryAsync(string path, CancellationToken stopping)
    {
        var fetched = path;
        try
        {
            if (options.Value.FetchCommand is { } fetch)
            {
                fetched = Path.Combine(Work("fetched"), Path.GetFileName(path));
                await OutsideProgram.RunAsync(fetch, fetched, Path.GetFileName(path), stopping);
                if (!File.Exists(fetched))
                    throw new IOException("What brings a backup back ended without a fault, and the file is not there.");
            }

            Rehearse(fetched, options.Value.Passphrase, stopping);
        }
        catch (InvalidDataException)
        {
            if (fetched == path) File.Move(path, path + BackupFile.Failed, overwrite: true);
            throw;
        }
        finally
        {
            OwnFolder.Remove(Path.Combine(options.Value.Directory, WorkFolder));
        }
    }

    private BackupManifest Rehearse(string path, string? passphrase, CancellationToken stopping)
    {
        var work = Path.Combine(options.Value.Directory, WorkFolder, "restored");
        try
        {
            return BackupCheck.Restore(path, passphrase, work, steps, time, stopping);
        }
        finally
        {
            OwnFolder.Remove(work);
        }
    }

    private string Work(string name)
    {
        OwnFolder.MakeEmpty(Path.Combine(options.Value.Directory, WorkFolder));
        var work = Path.Combine(options.Value.Directory, WorkFolder, name);
        OwnFolder.Make(work);
        return work;
    }

    private void Keep(BackupRecord record)
    {
        lock (_gate) _record = record;
        try
        {
            record.Write(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, BackupRecord.FileName, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1341, Level = LogLevel.Information,
            Message = "Backup {File} was restored and compared: {Readings} readings of {Days} days of devices are the same")]
        public static partial void Proven(ILogger logger, string file, long readings, int days);

        [LoggerMessage(EventId = 2061, Level = LogLevel.Error, Message = "Backup failed: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(EventId = 2062, Level = LogLevel.Warning,
            Message = "What became of the backup cannot be kept in {File}: {Reason}")]
        public static partial void NotKept(ILogger logger, string file, string reason);
    }
}
