using PlantOps.Contracts.Telemetry;
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
        State = device.RetiredAt is not null ? "retired" : device.ReleasedAt is not null ? "released" : DeviceStates.Name(presence.StateOf(device)),
        LastSeen = presence.LastSeen(device.Number),
        Latest = readings.Latest(device.Number) is { } latest ? Show(latest) : null,
        Heartbeat = presence.LastHeartbeat(device.Number) is { } heartbeat ? Show(heartbeat) : null,
    };

    private static LatestReading Show(Reading reading)
    {
        var values = new Dictionary<string, double>();
        var qualities = new Dictionary<string, string>();
        for (var metric = (Metric)0; (int)metric < Metrics.Count; metric++)
        {
            if (!double.IsNaN(reading.Values[metric])) values[Metrics.Name(metric)] = reading.Values[metric];
            if (reading.Qualities[metric] != Quality.Ok) qualities[Metrics.Name(metric)] = Qualities.Name(reading.Qualities[metric]);
        }

        return new LatestReading { T = reading.Time, Values = values, Quality = qualities };
    }

    private static HeartbeatView Show(DeviceHeartbeat heartbeat) => new()
    {
        ReceivedAt = heartbeat.ReceivedAt,
        Uptime = heartbeat.UptimeSeconds,
        Rssi = heartbeat.Rssi,
        Buffered = heartbeat.Buffered,
        Lost = heartbeat.Lost,
    };
}
