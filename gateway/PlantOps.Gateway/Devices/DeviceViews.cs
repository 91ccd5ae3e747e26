using PlantOps.Contracts;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Devices;

/// <summary>Puts together what is known of a device.</summary>
internal sealed class DeviceViews(
    DevicePresence presence, LatestReadings readings, SettingsRegistry settings, DeviceInputs inputs)
{
    public DeviceView Of(Device device) => Of(device, settings.Of(device).Reported);

    // What it reports with each connection is newer than what it said when it registered: it may have new firmware.
    private DeviceView Of(Device device, ReportedSettings? reported) => new()
    {
        Id = device.Id,
        Name = device.Name,
        HardwareId = device.HardwareId,
        Model = reported?.Model ?? device.Model,
        Virtual = device.IsVirtual,
        FirmwareVersion = Line(reported?.FirmwareVersion) ?? device.FirmwareVersion,
        Sensors = device.Sensors,
        Capabilities = reported?.Capabilities ?? device.Capabilities,
        RegisteredAt = device.RegisteredAt,
        IntervalS = device.IntervalSeconds,
        State = DeviceStates.Name(device, presence),
        LastSeen = presence.LastSeen(device.Number),
        Latest = readings.Of(StreamId.OfDevice(device.Number)) is { } latest ? LatestReading.Of(latest) : null,
        Heartbeat = presence.LastHeartbeat(device.Number) is { } heartbeat ? Show(heartbeat) : null,
        Input = InputView.Of(inputs.Of(device.Number).Report()),
    };

    private static string? Line(string? text) =>
        text is not null && PrintableText.IsLine(text, Limits.MaxTokenLength) ? text : null;

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
