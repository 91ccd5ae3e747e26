using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications;

/// <summary>Decides and sends, whenever something happened and every few seconds.</summary>
internal sealed class NotificationService(
    NotificationPlanner planner, DigestPlanner digests, GatewayNoticePlanner notices, DeliverySender sender,
    NotificationHistory history, GatewayFleet fleet, NotificationSignal signal, Supervisor supervisor,
    ILogger<NotificationService> logger)
    : SignalledService(signal, Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public override string Component => "notifications";

    protected override string Title => "Notifications";

    /// <summary>An attempt that has begun comes to its end, and what came of it to disk.</summary>
    protected override TimeSpan StopBudget => Sending.ChannelSenders.MaxAttempt + TimeSpan.FromSeconds(3);

    public override string? Problem() => Faults.Join(
        Faults.Join(base.Problem(), planner.Faults.Problem),
        Faults.Join(Faults.Join(digests.Faults.Problem, notices.Faults.Problem), sender.Faults.Problem));

    protected override Task Run(CancellationToken stopping)
    {
        Guard("Deciding who is told", planner.Run);
        if (fleet.IsLeader) Guard("Daily digests", digests.Run);
        Guard("Telling of the gateway's own faults", notices.Run);
        Guard("Sending of messages", () => sender.Run(stopping));
        Guard("Removal of old messages", history.Run);
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline) => sender.Finish(deadline);
}
