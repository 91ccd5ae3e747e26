using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Deciding;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>Something that a channel is told when quiet hours or a snooze are over, if it is still so then.</summary>
internal sealed class DeferredEventView
{
    public required string ChannelId { get; init; }

    public required string AlertId { get; init; }

    public required string PlantId { get; init; }

    public required AlertEventKind Kind { get; init; }

    public required AlertSeverity Severity { get; init; }

    /// <summary>When it happened, Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    public static DeferredEventView Of(DeferredEvent deferred) => new()
    {
        ChannelId = deferred.ChannelId,
        AlertId = deferred.Event.AlertId,
        PlantId = deferred.Event.PlantId,
        Kind = deferred.Event.Kind,
        Severity = deferred.Event.Severity,
        At = deferred.Event.At,
    };
}
