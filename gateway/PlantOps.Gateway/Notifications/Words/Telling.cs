using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Notifications.Words;

/// <summary>Everything that is known about something to be told.</summary>
internal sealed record Telling(AlertEvent Event, Alert Alert, Plant Plant);
