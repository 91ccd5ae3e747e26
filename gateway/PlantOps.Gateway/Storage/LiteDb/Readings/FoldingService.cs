using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>Folds when much waits, or the oldest has waited long, and what waits when the gateway stops.</summary>
internal sealed class FoldingService(
    ReadingFolder folder, LiteDbFile file, StorageMetrics metrics, Supervisor supervisor, ILogger<FoldingService> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    /// <summary>Bounds how many chunks a start has to read (about 5 µs each).</summary>
    private const int ManyChunks = 4096;

    /// <summary>Bounds what they take of memory (about 20 MB).</summary>
    private const int ManyReadings = 250_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);

    private long _lastFold;

    public override string Component => "folding";

    protected override string Title => "Folding of readings into buckets";

    protected override Task Begin(CancellationToken stopping)
    {
        metrics.ObserveUnfolded(() => folder.UnfoldedReadings);
        metrics.ObserveWritten(() => file.Written);
        _lastFold = Time.GetTimestamp();
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping)
    {
        if (IsDue(Time.GetElapsedTime(_lastFold))) Fold(stopping);
        return Task.CompletedTask;
    }

    /// <summary>The writer has stopped by now. What is not folded in time is folded after the next start.</summary>
    protected override Task Finish(CancellationToken deadline)
    {
        Fold(deadline);
        return Task.CompletedTask;
    }

    private bool IsDue(TimeSpan sinceLast) =>
        folder.Pending > 0 && (folder.Pending >= ManyChunks || folder.UnfoldedReadings >= ManyReadings || sinceLast >= MaxWait);

    // Nothing is lost where it fails: the chunks stay until they are folded.
    private void Fold(CancellationToken cancellationToken)
    {
        _lastFold = Time.GetTimestamp();
        folder.FoldUntilStopped(cancellationToken);
    }
}
