using System.Text.Json;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// Makes one backup of everything while the gateway goes on. Where the store is PostgreSQL, all of it is copied into a LiteDB
/// file by what also moves a store, compared day by day; so every backup is of one form and restored without a server.
/// </summary>
internal sealed class BackupMaker(IServiceProvider services, DataDirectory directory, HistoryPause history, BackupSteps steps,
    TimeProvider time)
{
    /// <summary>Folders of the data directory that are taken along with all that is in them.</summary>
    private static readonly string[] Folders = ["certs", "keys"];

    /// <param name="path">Where to.</param>
    /// <param name="takenAt">When it is begun.</param>
    /// <param name="passphrase">What is to open it, if anything.</param>
    /// <param name="work">An empty folder on the disk of the backup.</param>
    /// <param name="stopping">Ends it; nothing is left then.</param>
    /// <exception cref="StoreUnavailableException">There is none; the message says why.</exception>
    public BackupManifest Make(string path, DateTimeOffset takenAt, string? passphrase, string work, CancellationToken stopping)
    {
        var (manifest, lacking) = Snapshot(takenAt, work, stopping);
        if (lacking.Count > 0)
            throw new StoreUnavailableException(
                $"The copy of the database lacks readings that are stored: {Several(lacking)}. It was thrown away.");
        BackupArchive.Write(path, passphrase, work, manifest, steps, stopping);
        return manifest;
    }

    /// <summary>The first few of many.</summary>
    public static string Several(IReadOnlyList<string> all) =>
        string.Join("; ", all.Take(3)) + (all.Count > 3 ? $"; and {all.Count - 3} more" : string.Empty);

    private (BackupManifest Manifest, IReadOnlyList<string> Lacking) Snapshot(DateTimeOffset takenAt, string work,
        CancellationToken stopping)
    {
        var isServer = services.GetRequiredService<IOptions<StoreOptions>>().Value.Provider!.IsServer;
        var live = new StoreSet(services);

        // Until it is compared nothing may leave the store that goes on.
        history.Enter(stopping);
        try
        {
            steps.Enter(BackupSteps.Snapshot);
            var damaged = isServer ? CopyServer(live, work, stopping) : CopyFile(live, work, stopping);
            CopyFiles(work);
            steps.Enter(BackupSteps.Digest);
            return Describe(live, isServer, takenAt, damaged, work, stopping);
        }
        finally
        {
            history.Leave();
        }
    }

    private static int CopyFile(StoreSet live, string work, CancellationToken stopping) =>
        live.Store.Copy(new DataDirectory(work).Database, stopping)!.Damaged;

    private int CopyServer(StoreSet live, string work, CancellationToken stopping)
    {
        using var copy = new SnapshotStore(work, time);
        var copying = new StoreCopy(live, copy.Stores, new MoveProgress());
        copying.Run(stopping);

        // A device that came meanwhile has readings that are not there yet.
        copying.Run(stopping);
        copying.CopyRegistry();
        copy.Stores.Store.Settle();
        return 0;
    }

    private void CopyFiles(string work)
    {
        foreach (var folder in Folders.Select(directory.File).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) Copy(file, work);
        }

        if (File.Exists(StoreMarker.PathIn(directory.Path))) Copy(StoreMarker.PathIn(directory.Path), work);
    }

    private void Copy(string file, string work)
    {
        var to = Path.Combine(work, Path.GetRelativePath(directory.Path, file));
        OwnFolder.Make(Path.GetDirectoryName(to)!);
        using var content = File.OpenRead(file);
        using var copy = new FileStream(to, OwnFile.Options(FileMode.CreateNew));
        content.CopyTo(copy);
    }

    private (BackupManifest Manifest, IReadOnlyList<string> Lacking) Describe(
        StoreSet live, bool isServer, DateTimeOffset takenAt, int damaged, string work, CancellationToken stopping)
    {
        HistoryDigest history;
        IReadOnlyList<string> lacking = [];
        BackedUpDevice[] devices;
        using (var opened = new SnapshotStore(work, time))
        {
            history = HistoryDigests.Of(opened.Stores, stopping);
            if (!isServer) lacking = HistoryDigests.Lacking(history, opened.Stores, live, stopping);
            devices =
            [
                .. opened.Stores.Devices().Select(device => new BackedUpDevice
                {
                    Number = device.Number,
                    Id = device.Id,
                    Name = device.Name,
                    NewestReading = opened.Stores.Readings.Latest(Telemetry.StreamId.OfDevice(device.Number))?.Time,
                }),
            ];
        }

        // Nobody has it open any more, and its log has nothing.
        var database = new DataDirectory(work);
        File.Delete(database.DatabaseLog);
        var content = JsonSerializer.SerializeToUtf8Bytes(history, BackupJson.Default.HistoryDigest);
        File.WriteAllBytes(Path.Combine(work, BackupArchive.HistoryName), content);
        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            Version = HealthApi.Version,
            TakenAt = takenAt.ToUnixTimeMilliseconds(),
            Provider = (isServer ? StoreProvider.PostgreSql : StoreProvider.LiteDb).Name,
            Readings = history.Readings,
            Days = history.Days,
            Damaged = damaged,
            Devices = devices,
            Collections = SnapshotStore.Collections(work, stopping),
            Files =
            [
                .. Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                    .Select(file => BackupArchive.Describe(work, file, stopping)),
            ],
        };
        return (manifest, lacking);
    }
}
