using System.Runtime;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Gives memory back to the machine in a quiet minute. The collector runs when something is allocated: without this a quiet
/// gateway holds on to what its start, an import or a backlog of readings needed until it is busy again.
/// </summary>
internal sealed class MemoryRelease(Supervisor supervisor, ILogger<MemoryRelease> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    /// <summary>A minute in which more is allocated is a busy one, in which nothing should wait for a collection.</summary>
    private const long QuietBytes = 16 * 1024 * 1024;

    /// <summary>Less than this allocated since the last time is not worth a collection.</summary>
    private const long WorthwhileBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _lastMinute;
    private long _released;

    public override string Component => "memory";

    protected override string Title => "Release of memory";

    // The server's certificate is prepared by then, for which all of the machine's root certificates are read once.
    protected override TimeSpan FirstAfter => TimeSpan.FromSeconds(5);

    /// <summary>Whether memory is to be given back now; asked once a minute.</summary>
    /// <param name="allocated">Bytes that were allocated since the process began.</param>
    public bool IsDue(long allocated)
    {
        var isQuiet = _released == 0 || allocated - _lastMinute < QuietBytes;
        _lastMinute = allocated;
        if (!isQuiet || allocated - _released < WorthwhileBytes) return false;
        _released = allocated;
        return true;
    }

    protected override Task Run(CancellationToken stopping)
    {
        if (!IsDue(GC.GetTotalAllocatedBytes())) return Task.CompletedTask;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Task.CompletedTask;
    }
}
