using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Operations.Hosting;

/// <summary>
/// Writes what is nice to know and changes all the time: every five minutes and at the end. What is lost in a power
/// cut is five minutes of it; what is saved is the SD card.
/// </summary>
internal abstract partial class LazyWriter(TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryWrite();
    }

    protected abstract void Write();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) TryWrite();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; StopAsync writes the rest.
        }
    }

    private void TryWrite()
    {
        try
        {
            Write();
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotWritten(logger, GetType().Name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "{Writer} will try again later: {Reason}")]
        public static partial void NotWritten(ILogger logger, string writer, string reason);
    }
}
