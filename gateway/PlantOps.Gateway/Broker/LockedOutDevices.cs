using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker;

/// <summary>Ends the connection of a device whose password is not good any more: MQTT asks for it at the beginning only.</summary>
internal sealed partial class LockedOutDevices(DeviceRegistry devices, IDeviceLink link, ILogger<LockedOutDevices> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        devices.LockedOut += Disconnect;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        devices.LockedOut -= Disconnect;
        return Task.CompletedTask;
    }

    // Whoever has changed the password must not wait for a connection to end.
    private void Disconnect(Device device) => _ = Task.Run(async () =>
    {
        try
        {
            if (await link.DisconnectAsync(device.Id)) Log.Disconnected(logger, device.Id);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or TimeoutException)
        {
            // It was just going by itself, or the gateway stops.
            Log.NotDisconnected(logger, device.Id, exception.Message);
        }
    });

    private static partial class Log
    {
        [LoggerMessage(3203, LogLevel.Information, "Device {Device} was disconnected: its password is not good any more.")]
        public static partial void Disconnected(ILogger logger, string device);

        [LoggerMessage(3204, LogLevel.Warning, "Device {Device} could not be disconnected: {Reason}")]
        public static partial void NotDisconnected(ILogger logger, string device, string reason);
    }
}
