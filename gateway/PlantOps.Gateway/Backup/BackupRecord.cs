using System.Text.Json;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Backup;

/// <summary>What became of the latest backups; a file of the data directory. Times are Unix milliseconds UTC.</summary>
internal sealed record BackupRecord
{
    public const string FileName = "backup.json";

    /// <summary>From when on it is known whether there were backups.</summary>
    public long Since { get; init; }

    /// <summary>When one was tried last.</summary>
    public long? TriedAt { get; init; }

    /// <summary>The latest that was restored and found to be the same.</summary>
    public BackupResult? Proven { get; init; }

    /// <summary>How many have failed since.</summary>
    public int Failures { get; init; }

    /// <summary>Why the latest failed.</summary>
    public string? Reason { get; init; }

    /// <summary>That of a data directory; a new one where there is none or it cannot be read.</summary>
    public static BackupRecord Read(DataDirectory directory, DateTimeOffset now)
    {
        try
        {
            var path = directory.File(FileName);
            var json = File.Exists(path) ? File.ReadAllBytes(path) : "null"u8;
            if (JsonSerializer.Deserialize(json, BackupJson.Default.BackupRecord) is { } record) return record;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // It only says what was: the next backup writes it anew.
        }

        return new BackupRecord { Since = now.ToUnixTimeMilliseconds() };
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(DataDirectory directory)
    {
        var path = directory.File(FileName);
        using (var file = new FileStream(path + BackupFile.Unfinished, OwnFile.Options(FileMode.Create)))
        {
            JsonSerializer.Serialize(file, this, BackupJson.Default.BackupRecord);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + BackupFile.Unfinished, path, overwrite: true);
        FileSync.Directory(directory.Path);
    }
}

/// <summary>A backup that was made, restored and compared. Times are Unix milliseconds UTC.</summary>
internal sealed record BackupResult
{
    public required string Id { get; init; }

    public required string File { get; init; }

    public required long Bytes { get; init; }

    public required long TakenAt { get; init; }

    /// <summary>When it was found to be the same.</summary>
    public required long ProvenAt { get; init; }

    public required long Readings { get; init; }

    /// <summary>Days of devices.</summary>
    public required int Days { get; init; }

    public required int Documents { get; init; }

    public required bool Encrypted { get; init; }

    /// <summary>Blocks that could not be read already in the database.</summary>
    public int Damaged { get; init; }

    /// <summary>How long it took to make, milliseconds.</summary>
    public required long MadeMs { get; init; }

    /// <summary>How long it took to restore and compare, milliseconds.</summary>
    public required long ProvenMs { get; init; }
}
