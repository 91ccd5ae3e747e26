using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>Has readings of removed plants removed: at once, after a start what was broken off, and again what failed.</summary>
internal sealed partial class ReadingRemovalService(
    ReadingRemover remover, ReadingRemovals removals, TimeProvider time, ILogger<ReadingRemovalService> logger) : BackgroundService
{
    /// <summary>Also for what another gateway on the same database began before it was stopped.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => removals.Wake(), null, TimeSpan.Zero, Interval);
        try
        {
            while (await removals.Wait(stoppingToken)) await TryRun(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; what was not removed is removed after the next start.
        }
    }

    private async Task TryRun(CancellationToken stopping)
    {
        try
        {
            await remover.Run(stopping);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotDone(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2115, Level = LogLevel.Warning, Message = "Readings of removed plants are removed later: {Reason}")]
        public static partial void NotDone(ILogger logger, string reason);
    }
}
