using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>Everything that is known about something to be told.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Alert">The alert it happened to.</param>
/// <param name="Plant">At which plant.</param>
/// <param name="Now">When it is told; for something that waited over night that is much later. Unix milliseconds UTC.</param>
internal sealed record AlertMessage(AlertEvent Event, Alert Alert, Plant Plant, long Now)
{
    /// <summary>How long it has been so, or was.</summary>
    public long Duration => Math.Max(0, (Event.Kind == AlertEventKind.Recovered ? Event.At : Math.Max(Now, Event.At)) - Alert.Since);
}
