namespace PlantOps.Gateway.Backup;

/// <summary>The backups that there are.</summary>
internal sealed class BackupList
{
    /// <summary>Where they are.</summary>
    public required string Directory { get; init; }

    /// <summary>The newest first.</summary>
    public required BackupView[] Backups { get; init; }

    /// <summary>The latest that was restored and compared.</summary>
    public BackupResult? Proven { get; init; }

    /// <summary>How many have failed since.</summary>
    public int Failures { get; init; }

    /// <summary>Why the latest failed.</summary>
    public string? Reason { get; init; }

    public static BackupList Of(string directory, BackupRecord record) => new()
    {
        Directory = directory,
        Backups = [.. BackupFile.In(directory).Select(BackupView.Of)],
        Proven = record.Proven,
        Failures = record.Failures,
        Reason = record.Reason,
    };
}

/// <summary>A backup.</summary>
internal sealed class BackupView
{
    public required string Id { get; init; }

    public required string File { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long TakenAt { get; init; }

    public static BackupView Of(BackupFile backup) => new()
    {
        Id = backup.Id, File = backup.Path, Bytes = backup.Bytes, TakenAt = backup.TakenAt.ToUnixTimeMilliseconds(),
    };
}

/// <summary>Which backup to look into.</summary>
internal sealed class BackupRequest
{
    /// <summary>Its id, the whole path of its file, or <c>latest</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What opens it, where that is not what the gateway is set to.</summary>
    public string? Passphrase { get; init; }
}

/// <summary>What a backup has.</summary>
internal sealed class BackupDetails
{
    public required BackupView Backup { get; init; }

    public required BackupManifest Manifest { get; init; }

    /// <summary>Whether it was restored just now and found to be what was backed up.</summary>
    public bool Proven { get; init; }
}

/// <summary>What a restore brought, and what it could not bring.</summary>
internal sealed class RestoreResult
{
    public required string Directory { get; init; }

    public required BackupManifest Manifest { get; init; }

    /// <summary>What is not in it.</summary>
    public required string[] Missing { get; init; }

    /// <summary>What to do next.</summary>
    public required string[] Next { get; init; }
}
