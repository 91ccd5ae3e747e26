using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>What there is to know of devices for the plants that they watch.</summary>
internal sealed class WatchedDevices(DeviceRegistry devices, SettingsRegistry settings, DevicePresence presence)
{
    /// <summary>By what the device does, not by what it should do. One that sleeps sends all that it has when it wakes.</summary>
    public Pace PaceOf(int number)
    {
        if (devices.Find(number) is not { } device) return new Pace(Contracts.Limits.DefaultInterval * 1000L);
        var reported = settings.Of(device).Reported;
        var publish = reported is { Sleep: true } ? reported.PublishS ?? Contracts.Limits.DefaultPublish : 0;
        return new Pace(Math.Max(device.IntervalSeconds, publish) * 1000L);
    }

    public DeviceHeartbeat? HeartbeatOf(int number) => presence.LastHeartbeat(number);
}
