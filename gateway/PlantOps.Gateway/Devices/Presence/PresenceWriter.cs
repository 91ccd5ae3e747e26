using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>Writes now and then, and at the end, when each device was last heard of.</summary>
internal sealed class PresenceWriter(DevicePresence presence, Supervisor supervisor, ILogger<PresenceWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "presence";

    protected override string Title => "Writing when devices were last heard of";

    protected override void Write() => presence.Save();
}
