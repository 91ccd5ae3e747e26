using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Operations;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Passes on what was found about plants, once it is on disk.</summary>
internal sealed class PlantNews(LiveEvents live, NotificationSignal signal)
{
    public void Tell(IReadOnlyList<AlertEvent> words)
    {
        foreach (var word in words) live.Publish(LiveEventType.Alert, word, GatewayJson.Default.AlertEvent);
        if (words.Count > 0) signal.Wake();
    }

    public void Tell(string plantId, PlantStatus status) => live.Publish(
        LiveEventType.Plant,
        new LivePlant { PlantId = plantId, Condition = status.Condition, LastReadingAt = status.LastReadingAt == 0 ? null : status.LastReadingAt },
        GatewayJson.Default.LivePlant);
}

/// <summary>A plant is another way than before.</summary>
internal sealed class LivePlant
{
    public required string PlantId { get; init; }

    public required PlantCondition Condition { get; init; }

    /// <summary>Unix milliseconds UTC; <c>null</c> where there was none.</summary>
    public required long? LastReadingAt { get; init; }
}
