using PlantOps.Gateway.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Looks every few seconds what other gateways on the same database have done to tokens, devices, their settings and the CA,
/// so that what is revoked, released or changed anywhere is so everywhere within half a minute.
/// </summary>
internal sealed partial class OtherGateways(
    TokenRegistry tokens, DeviceRegistry devices, SharedSettings settings, ServerCertificates certificates, TimeProvider time,
    ILogger<OtherGateways> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private bool _isStale;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task Look()
    {
        try
        {
            tokens.Reload();
            devices.Reload();
            await settings.Reload();
            certificates.Reload();
            _isStale = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Once: the store's own health check says every time that it is away.
            if (!_isStale) Log.NotRead(logger, exception.Message);
            _isStale = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2036, Level = LogLevel.Warning, Message = "Cannot take over what other gateways changed, trying again: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
