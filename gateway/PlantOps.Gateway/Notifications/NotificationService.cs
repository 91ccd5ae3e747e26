using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Notifications;

/// <summary>Decides and sends, whenever something happened and every few seconds.</summary>
internal sealed partial class NotificationService(
    NotificationPlanner planner, DigestPlanner digests, DeliverySender sender, DeliveryStore deliveries, SenderTools tools) : BackgroundService
{
    /// <summary>How long it is shown what became of a message.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(6);

    private DateTimeOffset _pruned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the gateway does not wait for it.
        await Task.Yield();
        try
        {
            while (true)
            {
                TryRun(stoppingToken);
                await tools.Signal.Wait(Interval, tools.Time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await sender.Finish();
        }
    }

    private void TryRun(CancellationToken stopping)
    {
        try
        {
            planner.Run();
            digests.Run();
            sender.Run(stopping);
            Prune();
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotNow(tools.Logger, exception.Message);
        }
    }

    private void Prune()
    {
        var now = tools.Time.GetUtcNow();
        if (now - _pruned < PruneInterval) return;
        deliveries.Prune((now - Kept).ToUnixTimeMilliseconds());
        _pruned = now;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2204, Level = LogLevel.Warning, Message = "Nobody is told anything for now: {Reason}")]
        public static partial void NotNow(ILogger logger, string reason);
    }
}
