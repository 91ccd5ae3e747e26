using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Readings;

/// <summary>Folds when many chunks wait, or the oldest has waited long.</summary>
internal sealed partial class FoldingService(ReadingFolder folder, TimeProvider clock, ILogger<FoldingService> logger)
    : BackgroundService
{
    /// <summary>Bounds how many chunks a start has to read (about 5 µs each).</summary>
    private const int ManyChunks = 4096;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var lastFold = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var pending = folder.Pending;
            if (pending == 0 || (pending < ManyChunks && clock.GetElapsedTime(lastFold) < LongestWait)) continue;
            Fold();
            lastFold = clock.GetTimestamp();
        }
    }

    private void Fold()
    {
        try
        {
            folder.Fold();
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
