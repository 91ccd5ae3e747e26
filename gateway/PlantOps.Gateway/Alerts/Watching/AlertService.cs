using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Has plants looked at each second, away from the path of a reading to disk.</summary>
internal sealed partial class AlertService(
    PlantEvaluator evaluator, ArrivedReadings arrived, IngestState ingest, TimeProvider time, ILogger<AlertService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do TryRun(Look);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; how far it has looked is kept.
        }

        TryRun(evaluator.Save);
    }

    private void Look() => evaluator.Tick(arrived.TakeAll(), ingest.Problem() is null);

    private void TryRun(Action look)
    {
        try
        {
            look();
            if (_failing) Log.LooksAgain(logger);
            _failing = false;
        }
        catch (StoreUnavailableException exception)
        {
            if (!_failing) Log.CannotLook(logger, exception.Message);
            _failing = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Plants are unknown until the store is back: {Reason}")]
        public static partial void CannotLook(ILogger logger, string reason);

        [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Plants are looked at again.")]
        public static partial void LooksAgain(ILogger logger);
    }
}
