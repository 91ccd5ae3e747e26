using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Looks every few seconds what other gateways on the same database have done to tokens and devices, so that one that is
/// revoked or released anywhere is refused everywhere within half a minute.
/// </summary>
internal sealed partial class OtherGateways(TokenRegistry tokens, DeviceRegistry devices, TimeProvider time, ILogger<OtherGateways> logger) : BackgroundService
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
            devices.Reload();
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
        [LoggerMessage(EventId = 2036, Level = LogLevel.Warning, Message = "What other gateways change of tokens and devices is not seen until the store is back: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
