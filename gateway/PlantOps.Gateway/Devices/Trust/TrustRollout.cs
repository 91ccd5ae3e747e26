using System.Threading.Channels;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>
/// Tells devices which CA follows the one that they trust. Looks at all of them at the start, after a change of the CA
/// and whenever one has said what it is, so that it does not matter where a look was cut short.
/// </summary>
internal sealed partial class TrustRollout(
    ServerCertificates certificates, DeviceRegistry devices, SettingsRegistry settings, DeviceOutbox outbox, ILogger<TrustRollout> logger)
    : BackgroundService
{
    // Many reasons to look again are one.
    private readonly Channel<bool> _looks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override void Dispose()
    {
        certificates.AuthorityRenewed -= LookAgain;
        settings.Reported -= LookAgain;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        certificates.AuthorityRenewed += LookAgain;
        settings.Reported += LookAgain;
        LookAgain();
        try
        {
            await foreach (var _ in _looks.Reader.ReadAllAsync(stoppingToken)) await Look();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; the next start looks again.
        }
    }

    private void LookAgain() => _looks.Writer.TryWrite(true);

    private async Task Look()
    {
        try
        {
            var authority = certificates.Authority;
            foreach (var device in settings.Apply(devices.Active, kept => TrustRules.Next(kept, authority))) await outbox.Desire(device);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotTold(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1303, Level = LogLevel.Warning, Message = "Devices are told of the new CA later: {Reason}")]
        public static partial void NotTold(ILogger logger, string reason);
    }
}
