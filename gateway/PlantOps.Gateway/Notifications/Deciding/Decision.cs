using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Who is told what. What is in none of the lists is dropped.</summary>
internal sealed record Decision
{
    public static readonly Decision Nothing = new() { Tell = [], Hold = [], Forget = [] };

    /// <summary>Now, by channel.</summary>
    public required IReadOnlyList<DeferredEvent> Tell { get; init; }

    /// <summary>Later.</summary>
    public required IReadOnlyList<DeferredEvent> Hold { get; init; }

    /// <summary>Alerts that are over for a channel.</summary>
    public required IReadOnlyList<NotifiedAlert> Forget { get; init; }

    /// <summary>What channels have been told from now on.</summary>
    public IEnumerable<NotifiedAlert> Remember => Tell.Where(one => one.Event.Kind != AlertEventKind.Recovered)
        .Select(one => new NotifiedAlert(one.Event.AlertId, one.ChannelId, one.Event.Severity));
}
