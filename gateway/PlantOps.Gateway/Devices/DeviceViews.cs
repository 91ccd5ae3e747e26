using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices;

/// <summary>Puts together what is known of a device.</summary>
internal sealed class DeviceViews(DevicePresence presence, IReadingStore readings)
{
    public DeviceView Of(Device device) => new()
    {
        Id = device.Id,
        Name = device.Name,
        HardwareId = device.HardwareId,
        Model = device.Model,
        FirmwareVersion = device.FirmwareVersion,
        Sensors = device.Sensors,
        RegisteredAt = device.RegisteredAt,
        IntervalS = device.IntervalSeconds,
        State = DeviceStates.Name(device, presence),
        LastSeen = presence.LastSeen(device.Number),
        Latest = readings.Latest(StreamId.OfDevice(device.Number)) is { } latest ? LatestReading.Of(latest) : null,
        Heartbeat = presence.LastHeartbeat(device.Number) is { } heartbeat ? Show(heartbeat) : null,
    };

    private static HeartbeatView Show(DeviceHeartbeat heartbeat) => new()
    {
        ReceivedAt = heartbeat.ReceivedAt,
        Uptime = heartbeat.UptimeSeconds,
        Rssi = heartbeat.Rssi,
        Buffered = heartbeat.Buffered,
        Lost = heartbeat.Lost,
        Battery = heartbeat.Battery,
    };
}
