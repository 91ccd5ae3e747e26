using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Whether hardware is a device that works: a code for a new device does not take that over.</summary>
internal sealed class HardwareInUse(DevicePresence presence, IPresenceStore store, TimeProvider time)
{
    /// <summary>
    /// How long ago a device was heard of that still counts as in use: a night without Wi-Fi does not give it away.
    /// </summary>
    public static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether it is connected, sleeps, or was heard of lately, here or at another gateway, and was not released.
    /// </summary>
    public bool IsInUse(Device device)
    {
        if (device.ReleasedAt is not null || device.RetiredAt is not null) return false;
        if (presence.IsConnected(device.Number) || presence.StateOf(device) == DeviceState.Asleep) return true;
        var seen = presence.LastSeen(device.Number) ?? 0;
        return IsLately(seen) || store.Load().Any(stored => stored.Key == device.Number && IsLately(stored.Value));
    }

    private bool IsLately(long seen) => seen > (time.GetUtcNow() - Lately).ToUnixTimeMilliseconds();
}
