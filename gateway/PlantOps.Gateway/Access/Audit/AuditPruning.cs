using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>Takes entries away that are older than they are kept: every hour, because many gateways never run for a day.</summary>
internal sealed partial class AuditPruning(AuditLog audit, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditPruning> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Prune();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private void Prune()
    {
        try
        {
            audit.Prune(time.GetUtcNow().AddDays(-options.Value.KeepDays).ToUnixTimeMilliseconds());
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotPruned(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "The audit log is pruned later: {Reason}")]
        public static partial void NotPruned(ILogger logger, string reason);
    }
}
