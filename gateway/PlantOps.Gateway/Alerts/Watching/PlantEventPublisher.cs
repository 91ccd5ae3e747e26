using PlantOps.Gateway.Events;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Passes on what was found about plants, once it is on disk.</summary>
internal sealed class PlantEventPublisher(LiveEvents live, NotificationSignal signal)
{
    public void Publish(IReadOnlyList<AlertEvent> words)
    {
        foreach (var word in words)
        {
            live.Publish(LiveEventType.Alert, AlertEventMessage.Of(word), AlertsJson.Default.AlertEventMessage);
        }

        if (words.Count > 0) signal.Wake();
    }

    public void Publish(string plantId, PlantStatus status) => live.Publish(
        LiveEventType.Plant,
        new LivePlant
        {
            PlantId = plantId,
            Condition = status.Condition,
            LastReadingAt = status.LastReadingAt == 0 ? null : status.LastReadingAt,
        },
        AlertsJson.Default.LivePlant);
}

/// <summary>A plant is another way than before.</summary>
internal sealed class LivePlant
{
    public required string PlantId { get; init; }

    public required PlantCondition Condition { get; init; }

    /// <summary>Unix milliseconds UTC; <c>null</c> where there was none.</summary>
    public required long? LastReadingAt { get; init; }
}
