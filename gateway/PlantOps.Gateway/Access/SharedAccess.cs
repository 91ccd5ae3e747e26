using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Access;

/// <summary>
/// Where several gateways share a store: looks every few seconds which tokens the others have made and revoked, so that
/// one that is revoked anywhere is refused everywhere within half a minute.
/// </summary>
internal sealed partial class SharedAccess(TokenRegistry tokens, TimeProvider time, ILogger<SharedAccess> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private bool _isStale;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private void Look()
    {
        try
        {
            tokens.Reload();
            _isStale = false;
        }
        catch (StoreUnavailableException exception)
        {
            // Once: the store's own health check says every time that it is away.
            if (!_isStale) Log.NotRead(logger, exception.Message);
            _isStale = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "What other gateways change of tokens is not seen until the store is back: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
