using PlantOps.Gateway.Doctor.Machine;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>
/// Whether the disk says that something is written when it is: measured, by writing a page and waiting for it, a few times.
/// A disk that answers at once has it in a memory that a power cut empties, and with it readings that were acknowledged.
/// </summary>
internal sealed class SyncCheck(string directory, TimeProvider time) : ICheck
{
    /// <summary>No disk is that fast with a page that its file did not have before: the file system's journal waits for it
    /// too.</summary>
    public static readonly TimeSpan TooFast = TimeSpan.FromMicroseconds(50);

    /// <summary>An SD card that is collecting garbage takes half a second now and then; always is another matter.</summary>
    public static readonly TimeSpan TooSlow = TimeSpan.FromMilliseconds(500);

    private const int Rounds = 7;
    private const int PageBytes = 8192;

    public string Name => CheckNames.Sync;

    public bool IsSlow => true;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>(Read(cancellationToken) is { } facts ? [.. Judge(facts)] : null);

    public static IEnumerable<Finding> Judge(SyncFacts facts)
    {
        // That nothing there lasts is said already.
        if (facts.Disk?.IsMemory == true) yield break;
        if (facts.Median < TooFast) yield return new Finding(FaultKind.SyncNotHonest, (long)facts.Median.TotalMicroseconds);
        if (facts.Median > TooSlow) yield return new Finding(FaultKind.SyncSlow, (long)facts.Median.TotalMilliseconds);
    }

    /// <exception cref="IOException">Nothing can be written there.</exception>
    private SyncFacts? Read(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory)) return null;
        var path = Path.Combine(directory, $".doctor-{Guid.NewGuid():N}");
        try
        {
            using var file = OwnFile.Open(path, FileMode.CreateNew, FileAccess.Write);
            var page = new byte[PageBytes];
            var taken = new List<TimeSpan>(Rounds);
            for (var round = 0; round < Rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var begun = time.GetTimestamp();
                RandomAccess.Write(file, page, (long)round * PageBytes);
                FileSync.Data(file);
                taken.Add(time.GetElapsedTime(begun));
            }

            taken.Sort();
            return new SyncFacts(taken[Rounds / 2], FileSystem.Of(directory));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

/// <summary>How long the disk takes.</summary>
/// <param name="Median">From the write of a page to its being on disk.</param>
/// <param name="Disk">The file system.</param>
internal sealed record SyncFacts(TimeSpan Median, FileSystem? Disk);
