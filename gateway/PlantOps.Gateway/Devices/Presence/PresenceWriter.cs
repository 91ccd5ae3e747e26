using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Writes now and then, and at the end, when each device was last heard of.</summary>
internal sealed class PresenceWriter(DevicePresence presence, TimeProvider time, ILogger<PresenceWriter> logger)
    : LazyWriter(time, logger)
{
    protected override void Write() => presence.Save();
}
