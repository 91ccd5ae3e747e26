using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>What there is to know of devices for the plants that they watch.</summary>
internal sealed class WatchedDevices(DeviceRegistry devices, SettingsRegistry settings, DevicePresence presence)
{
    /// <summary>
    /// As the device says, or else its owner: by what it does, not by what it should do. One that sleeps sends all that it has
    /// when it wakes. Where nobody has said anything, its readings show it.
    /// </summary>
    public Pace PaceOf(int number)
    {
        if (devices.Find(number) is not { } device) return Pace.Unknown;
        var kept = settings.Of(device);
        var interval = kept.Reported?.IntervalS ?? kept.Desired?.IntervalS ?? 0;
        if (interval is < Contracts.Limits.MinInterval or > Contracts.Limits.MaxInterval) interval = 0;
        var publish = kept.Reported is { Sleep: true } sleeps ? sleeps.PublishS ?? Contracts.Limits.DefaultPublish : 0;
        return Math.Max(interval, publish) is > 0 and var seconds ? new Pace(seconds * 1000L) : Pace.Unknown;
    }

    public DeviceHeartbeat? HeartbeatOf(int number) => presence.LastHeartbeat(number);
}
