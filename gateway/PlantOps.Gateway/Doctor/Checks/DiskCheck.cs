using PlantOps.Gateway.Doctor.Machine;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Room for readings, and whether what is written there lasts.</summary>
internal sealed class DiskCheck(string directory, bool holdsReadings) : ICheck
{
    /// <summary>Below it a gateway of some devices has weeks left, and an upgrade's copy no room.</summary>
    public const long EnoughBytes = 200_000_000;

    public const long EnoughInodes = 1_000;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Name => CheckNames.Disk;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>(Read() is { } facts ? [.. Judge(facts)] : null);

    public static IEnumerable<Finding> Judge(DiskFacts facts)
    {
        var disk = facts.Disk;
        if (disk.IsReadOnly) yield return new Finding(FaultKind.DiskReadOnly, facts.Directory);
        else if (disk.FreeBytes < EnoughBytes) yield return new Finding(
            FaultKind.DiskFull, facts.Directory, disk.FreeBytes / 1_000_000);
        if (disk.FreeInodes < EnoughInodes) yield return new Finding(
            FaultKind.InodesUsedUp, facts.Directory, disk.FreeInodes.Value);
        if (disk.IsMemory) yield return new Finding(FaultKind.DataInMemory, facts.Directory);
        if (disk.IsOfContainer && facts.IsInContainer) yield return new Finding(FaultKind.DataInContainer, facts.Directory);
        if (disk.IsNetwork && facts.HoldsReadings)
            yield return new Finding(FaultKind.DataOnNetwork, facts.Directory, FindingValue.Open(disk.Kind));
        if (facts.IsOpenToOthers) yield return new Finding(FaultKind.DataReadable, facts.Directory);
    }

    private DiskFacts? Read()
    {
        var there = Directory.Exists(directory) ? directory : Path.GetDirectoryName(directory) ?? "/";
        if (FileSystem.Of(there) is not { } disk) return null;
        return new DiskFacts(directory, disk, holdsReadings, Container.IsAround(), IsOpen());
    }

    // The keys' own files are for their owner only, whatever the directory; who may list and replace them matters all the same.
    private bool IsOpen() =>
        !OperatingSystem.IsWindows() && Path.Combine(directory, "certs", "ca.pem") is var key && File.Exists(key) &&
        (File.GetUnixFileMode(key) & Others) != 0;
}

/// <summary>What is known of the disk.</summary>
/// <param name="Directory">The data directory.</param>
/// <param name="Disk">Its file system.</param>
/// <param name="HoldsReadings">Whether the database is in it, and not on a server.</param>
/// <param name="IsInContainer">Whether the gateway runs in one.</param>
/// <param name="IsOpenToOthers">Whether every user of the machine may read its keys.</param>
internal sealed record DiskFacts(string Directory, FileSystem Disk, bool HoldsReadings, bool IsInContainer, bool IsOpenToOthers);
