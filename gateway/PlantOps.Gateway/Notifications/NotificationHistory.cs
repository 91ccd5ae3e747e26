using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications;

/// <summary>Lets go of what nobody needs any more, now and then.</summary>
internal sealed class NotificationHistory(
    DeliveryStore deliveries, DecisionStore decisions, GatewayFleet fleet, TimeProvider time)
{
    /// <summary>How long it is shown what became of a message.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    private long? _prunedAt;

    public void Run()
    {
        if (!fleet.IsLeader) return;
        if (_prunedAt is { } pruned && time.GetElapsedTime(pruned) < Interval) return;
        var before = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        deliveries.Prune(before);
        decisions.Prune(before);
        _prunedAt = time.GetTimestamp();
    }
}
