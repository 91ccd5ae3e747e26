using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Who is told what. What is in none of the lists is dropped.</summary>
internal sealed record Decision
{
    public static readonly Decision Nothing = new() { Tell = [], Hold = [], Forget = [] };

    /// <summary>Now, by channel.</summary>
    public required IReadOnlyList<HeldEvent> Tell { get; init; }

    /// <summary>Later.</summary>
    public required IReadOnlyList<HeldEvent> Hold { get; init; }

    /// <summary>Alerts that are over for a channel.</summary>
    public required IReadOnlyList<ToldAlert> Forget { get; init; }

    /// <summary>What channels have been told from now on.</summary>
    public IEnumerable<ToldAlert> Remember => Tell.Where(one => one.Event.Kind != AlertEventKind.Recovered)
        .Select(one => new ToldAlert(one.Event.AlertId, one.ChannelId, one.Event.Severity));
}
