using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Notifications;

/// <summary>Says that there may be something to tell, so that nobody waits for the next look.</summary>
internal sealed class NotificationSignal : WorkSignal;
