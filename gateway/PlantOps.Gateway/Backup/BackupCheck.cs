using System.Text.Json;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// Restores a backup into a scratch folder and compares it, record by record and day by day, with what it was made from.
/// </summary>
internal static class BackupCheck
{
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">What opens it, where it is sealed.</param>
    /// <param name="folder">Where to: a folder that is emptied before.</param>
    /// <param name="steps">What is done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="InvalidDataException">
    /// It cannot be restored, or is not what was backed up; the message says where.
    /// </exception>
    public static BackupManifest Restore(
        string path, string? passphrase, string folder, BackupSteps steps, TimeProvider time, CancellationToken stopping)
    {
        steps.Enter(BackupSteps.Unpack);
        OwnFolder.MakeEmpty(folder);
        var manifest = BackupArchive.Unpack(path, passphrase, folder, stopping);
        steps.Enter(BackupSteps.Compare);
        var differences = Compare(manifest, folder, time, stopping);
        if (differences.Count > 0)
            throw new InvalidDataException(
                $"The backup '{path}' was restored and is not what was backed up: {BackupMaker.Several(differences)}.");
        return manifest;
    }

    private static List<string> Compare(BackupManifest manifest, string folder, TimeProvider time, CancellationToken stopping)
    {
        var found = SnapshotStore.Collections(folder, stopping);
        var names = manifest.Collections.Keys.Union(found.Keys).Order(StringComparer.Ordinal);
        var differences = names
            .Where(name => manifest.Collections.GetValueOrDefault(name) != found.GetValueOrDefault(name))
            .Select(name =>
                $"'{name}' has {found.GetValueOrDefault(name).Count} of {manifest.Collections.GetValueOrDefault(name).Count} " +
                "documents, or others")
            .ToList();
        using var file = File.OpenRead(Path.Combine(folder, BackupArchive.HistoryName));
        var history = JsonSerializer.Deserialize(file, BackupJson.Default.HistoryDigest)!;
        using var opened = new SnapshotStore(folder, time);
        differences.AddRange(HistoryDigests.Differences(history, HistoryDigests.Of(opened.Stores, stopping)));
        return differences;
    }
}
