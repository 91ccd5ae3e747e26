using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Notifications;

/// <summary>Decides and sends, whenever something happened and every few seconds.</summary>
internal sealed partial class NotificationService(
    NotificationPlanner planner, DigestPlanner digests, DeliverySender sender, NotificationHistory history, SenderTools tools) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = tools.Time.CreateTimer(_ => tools.Signal.Wake(), null, TimeSpan.Zero, Interval);
        try
        {
            while (await tools.Signal.Wait(stoppingToken)) TryRun(stoppingToken);
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
            history.Run();
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotNow(tools.Logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2204, Level = LogLevel.Warning, Message = "Nobody is told anything for now: {Reason}")]
        public static partial void NotNow(ILogger logger, string reason);
    }
}
