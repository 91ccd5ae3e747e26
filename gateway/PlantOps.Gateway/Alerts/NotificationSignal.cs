using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Alerts;

/// <summary>Says that there may be something to tell, so that nobody waits for the next look.</summary>
internal sealed class NotificationSignal : WorkSignal;
