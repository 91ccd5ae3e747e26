using PlantOps.Device.Core.Time;

namespace PlantOps.VirtualDevice.Time;

/// <summary>No time server is reachable from a virtual device, so that a run does not depend on the internet.</summary>
internal sealed class NoTimeServer : ITimeServer
{
    public bool TryUpdate() => false;
}
