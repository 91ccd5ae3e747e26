using System.Globalization;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Backup;

/// <summary>Makes a data directory of a backup, without a gateway.</summary>
internal sealed class BackupRestore(BackupSteps steps, TimeProvider time)
{
    /// <summary>Behind the name of a directory that is not restored yet.</summary>
    public const string Unfinished = ".restoring";

    /// <summary>Behind the name of what said where the data was moved: the restored data is not there.</summary>
    private const string Before = ".before";

    /// <param name="backup">Which.</param>
    /// <param name="passphrase">What opens it, where it is sealed.</param>
    /// <param name="directory">A directory that is empty, or not there.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="IOException">The directory is not empty, or cannot be written.</exception>
    /// <exception cref="InvalidDataException">The backup is damaged.</exception>
    public RestoreResult Run(BackupFile backup, string? passphrase, string directory, CancellationToken stopping)
    {
        var to = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        UnfinishedRestore.TakeOut(to);
        if (File.Exists(to) || !UnfinishedRestore.IsEmpty(to))
            throw new IOException(
                $"'{to}' is not empty, and a restore replaces nothing. Name a directory that is empty or not there.");
        var work = to + Unfinished;
        BackupManifest manifest;
        try
        {
            manifest = BackupCheck.Restore(backup.Path, passphrase, work, steps, time, stopping);
            Tidy(work);
            steps.Enter(BackupSteps.Place);
            Place(work, to);
        }
        catch
        {
            OwnFolder.Remove(work);
            throw;
        }

        return new RestoreResult { Directory = to, Manifest = manifest, Missing = [.. Missing(manifest)],
            Next = [.. Next(manifest, to)] };
    }

    private static void Tidy(string work)
    {
        var data = new DataDirectory(work);
        File.Delete(data.DatabaseLog);
        File.Delete(Path.Combine(work, BackupArchive.HistoryName));
        var marker = StoreMarker.PathIn(work);
        if (File.Exists(marker)) File.Move(marker, marker + Before);
        FileSync.Directory(work);
    }

    // In one step; where the directory is the root of a disk, file by file, with the database as the last one.
    private void Place(string work, string to)
    {
        try
        {
            if (Directory.Exists(to)) Directory.Delete(to);
            Directory.Move(work, to);
        }
        catch (IOException) when (Directory.Exists(to))
        {
            try
            {
                PlaceEach(work, to);
            }
            catch
            {
                // It was empty, and half of a backup is none.
                UnfinishedRestore.TakeOut(to);
                throw;
            }
        }

        FileSync.Directory(Path.GetDirectoryName(to)!);
    }

    private void PlaceEach(string work, string to)
    {
        var database = new DataDirectory(work).Database;
        List<string> files =
            [.. Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).OrderBy(file => file == database)];
        UnfinishedRestore.Begin(to, files.Select(file => Path.GetRelativePath(work, file)));
        foreach (var file in files)
        {
            steps.Enter(BackupSteps.PlaceFile);
            var target = Path.Combine(to, Path.GetRelativePath(work, file));
            OwnFolder.Make(Path.GetDirectoryName(target)!);
            using var content = File.OpenRead(file);
            using var copy = new FileStream(target, OwnFile.Options(FileMode.CreateNew));
            content.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }

        steps.Enter(BackupSteps.PlaceFile);
        UnfinishedRestore.End(to);
        OwnFolder.Remove(work);
    }

    private IEnumerable<string> Missing(BackupManifest manifest)
    {
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(manifest.TakenAt);
        yield return
            $"Readings that were acknowledged in the {Say(age)} since {Say(manifest.TakenAt)} are not in it, and devices do " +
            "not have them any more. What a device still holds in its buffer comes by itself.";
        foreach (var device in manifest.Devices.Where(device => device.NewestReading is not null))
            yield return $"{device.Name} ({device.Id}): readings after {Say(device.NewestReading!.Value)}";
        yield return "Devices that were added, plants that were changed and people who signed in since are not in it either.";
        if (manifest.Damaged > 0)
            yield return $"{manifest.Damaged} blocks of readings could not be read already when it was taken.";
    }

    private static IEnumerable<string> Next(BackupManifest manifest, string to)
    {
        yield return "Where certs/ of the lost gateway is still there and newer, put it in the place of the restored one: " +
            "devices trust that CA.";
        yield return $"Start the gateway with --DataDirectory {to}.";
        if (StoreProvider.Find(manifest.Provider)?.IsServer == true)
        {
            yield return "The data was in PostgreSQL and is a LiteDB file now. Start without Store:Provider and " +
                "Store:ConnectionString; then `plantops store migrate --to postgres CONNECTION` moves it to an empty database.";
        }
    }

    private static string Say(TimeSpan age) => age.TotalHours < 48
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalHours):0.0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.0} days");

    private static string Say(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
