using System.Text.Json;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Updates;

/// <summary>Keeps what there is before another program opens it.</summary>
internal interface IBeforeUpdate
{
    /// <summary>Makes a copy that a program can be tried on.</summary>
    /// <exception cref="StoreUnavailableException">There is none; the message says why.</exception>
    Task<KeptBeforeUpdate> Keep(CancellationToken cancellationToken);
}

/// <summary>What was kept.</summary>
internal sealed class KeptBeforeUpdate
{
    /// <summary>The backup, which stays.</summary>
    public string? File { get; init; }

    /// <summary>A data directory made of it, for a program to be tried on; whoever tries it takes it away.</summary>
    public string? Directory { get; init; }

    /// <summary>What the gateway that goes on had when it was begun.</summary>
    public required StoreContents Contents { get; init; }
}

/// <summary>
/// A backup as each night's, restored and compared, and then unpacked beside the data for the new program. Where the database is
/// on a server it is a file there, so that the program can be tried on it all the same.
/// </summary>
internal sealed class BackupBeforeUpdate(BackupRunner backups, ContentsReader contents, DataDirectory directory) : IBeforeUpdate
{
    public const string FolderName = ".rehearsal";

    public async Task<KeptBeforeUpdate> Keep(CancellationToken cancellationToken)
    {
        var before = contents.Read();
        var folder = directory.File(FolderName);
        OwnFolder.Remove(folder);
        try
        {
            var backup = await backups.RunAsync(cancellationToken)
                ?? throw new StoreUnavailableException("A backup is being made now. Try again when it is done.");
            await backups.UnpackAsync(backup.File, folder, cancellationToken);
            return new KeptBeforeUpdate { File = backup.File, Directory = folder, Contents = before };
        }
        catch (Exception exception)
        {
            OwnFolder.Remove(folder);
            if (exception is OperationCanceledException or StoreUnavailableException) throw;
            throw new StoreUnavailableException($"There is no backup: {exception.Message}", exception);
        }
    }

    /// <summary>What such a directory had when it was backed up, day by day.</summary>
    public static HistoryDigest History(string directory)
    {
        using var file = File.OpenRead(Path.Combine(directory, BackupArchive.HistoryName));
        return JsonSerializer.Deserialize(file, BackupJson.Default.HistoryDigest)!;
    }
}
