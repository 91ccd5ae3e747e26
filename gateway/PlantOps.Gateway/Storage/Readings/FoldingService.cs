using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Readings;

/// <summary>Folds when much waits, or the oldest has waited long, and what waits when the gateway stops.</summary>
internal sealed partial class FoldingService(
    ReadingFolder folder, StorageMetrics metrics, TimeProvider clock, ILogger<FoldingService> logger) : BackgroundService
{
    /// <summary>Bounds how many chunks a start has to read (about 5 µs each).</summary>
    private const int ManyChunks = 4096;

    /// <summary>Bounds what they take of memory (about 20 MB).</summary>
    private const int ManyReadings = 250_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The writer has stopped by now. What is not folded in time is folded after the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Fold(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveUnfolded(() => folder.UnfoldedReadings);
        using var timer = new PeriodicTimer(Interval, clock);
        var lastFold = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!IsDue(clock.GetElapsedTime(lastFold))) continue;
            Fold(stoppingToken);
            lastFold = clock.GetTimestamp();
        }
    }

    private bool IsDue(TimeSpan sinceLast) =>
        folder.Pending > 0 && (folder.Pending >= ManyChunks || folder.UnfoldedReadings >= ManyReadings || sinceLast >= LongestWait);

    private void Fold(CancellationToken cancellationToken)
    {
        try
        {
            folder.FoldUntilStopped(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Nothing is lost: the chunks stay until they are folded.
        }
        catch (StoreUnavailableException e)
        {
            // Nothing is lost: the chunks stay until they are folded.
            Log.FoldFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2021, Level = LogLevel.Warning, Message = "Readings could not be folded into buckets; it is tried again")]
        public static partial void FoldFailed(ILogger logger, Exception exception);
    }
}
