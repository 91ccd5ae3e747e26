using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Who is told what. What is in none of the lists is dropped.</summary>
internal sealed record Decision
{
    public static readonly Decision Nothing = new() { Notify = [], Defer = [], Forget = [] };

    /// <summary>Now, by channel.</summary>
    public required IReadOnlyList<DeferredEvent> Notify { get; init; }

    /// <summary>Later.</summary>
    public required IReadOnlyList<DeferredEvent> Defer { get; init; }

    /// <summary>Alerts that are over for a channel.</summary>
    public required IReadOnlyList<NotifiedAlert> Forget { get; init; }

    /// <summary>What channels have been told from now on.</summary>
    public IEnumerable<NotifiedAlert> Remember => Notify.Where(one => one.Event.Kind != AlertEventKind.Recovered)
        .Select(one => new NotifiedAlert(one.Event.AlertId, one.ChannelId, one.Event.Severity));
}

/// <summary>Something that a channel is to be told when quiet hours or a snooze are over, if it is still so then.</summary>
internal sealed record DeferredEvent(string ChannelId, AlertEvent Event)
{
    public string Id => $"{ChannelId}/{Event.Id}";
}

/// <summary>That a channel was told of an alert that goes on, and how bad it was: only then its end is news there.</summary>
internal sealed record NotifiedAlert(string AlertId, string ChannelId, AlertSeverity Severity)
{
    public string Id => $"{AlertId}/{ChannelId}";
}
