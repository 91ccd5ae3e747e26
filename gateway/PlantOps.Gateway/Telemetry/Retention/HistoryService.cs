namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Has history kept now and then.</summary>
internal sealed partial class HistoryService(
    HistoryKeeping keeping, HistoryPause pause, TimeProvider time, ILogger<HistoryService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) TryRun(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; what was not done is done after the next start.
        }
    }

    private void TryRun(CancellationToken stopping)
    {
        if (!pause.TryEnter()) return;
        try
        {
            keeping.Run(stopping);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotDone(logger, exception.Message);
        }
        finally
        {
            pause.Leave();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2113, Level = LogLevel.Warning, Message = "History is rolled up and let go of later: {Reason}")]
        public static partial void NotDone(ILogger logger, string reason);
    }
}
