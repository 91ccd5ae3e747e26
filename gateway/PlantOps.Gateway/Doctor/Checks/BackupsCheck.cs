using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>
/// Whether there is a backup of the last days that was restored and compared, and whether it outlives the disk.
/// </summary>
internal sealed class BackupsCheck(Func<BackupFacts> read) : ICheck
{
    public string Name => CheckNames.Backup;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>([.. Judge(read())]);

    public static IEnumerable<Finding> Judge(BackupFacts facts)
    {
        if (!facts.IsOn)
        {
            yield return new Finding(FaultKind.BackupsOff);
            yield break;
        }

        var latest = facts.Record.Proven is { } proven ? Say(proven.TakenAt) : "-";
        var since = DateTimeOffset.FromUnixTimeMilliseconds(facts.Record.Proven?.TakenAt ?? facts.Record.Since);
        if (facts.Record.Reason is { } reason)
            yield return new Finding(FaultKind.BackupFailed, FindingValue.Open(latest), reason);
        else if (facts.Now - since > BackupService.MaxAge)
            yield return new Finding(FaultKind.BackupOld, FindingValue.Open(latest));
        if (facts.IsOnSameDisk) yield return new Finding(FaultKind.BackupOnSameDisk, facts.Directory);
    }

    /// <summary>Of a data directory, whether or not a gateway runs on it.</summary>
    public static BackupFacts Of(DataDirectory directory, IOptions<BackupOptions> options, TimeProvider time)
    {
        var (settings, now) = (options.Value, time.GetUtcNow());
        return new BackupFacts(now, settings.At is not null, settings.Directory,
            BackupService.IsOnSameDisk(settings, directory), BackupRecord.Read(directory, now));
    }

    private static string Say(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>What is known of backups.</summary>
/// <param name="Now">The time.</param>
/// <param name="IsOn">Whether any are made.</param>
/// <param name="Directory">Where they are put.</param>
/// <param name="IsOnSameDisk">Whether that is on the disk of the data, and nothing takes them elsewhere.</param>
/// <param name="Record">What became of the latest.</param>
internal sealed record BackupFacts(DateTimeOffset Now, bool IsOn, string Directory, bool IsOnSameDisk, BackupRecord Record);
