using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>That a channel was told of an alert that goes on, and how bad it was: only then its end is news there.</summary>
internal sealed record NotifiedAlert(string AlertId, string ChannelId, AlertSeverity Severity)
{
    public string Id => $"{AlertId}/{ChannelId}";
}
