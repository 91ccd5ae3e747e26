using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker;

/// <summary>Ends connections that were opened with a password that is not good any more: MQTT asks for it at the beginning only.</summary>
internal sealed partial class LockedOutDevices(DeviceRegistry devices, DeviceConnectionHandler connections, ILogger<LockedOutDevices> logger) : IHostedService
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

    private void Disconnect(Device device)
    {
        if (connections.EndEarlier(device) > 0) Log.Disconnected(logger, device.Id);
    }

    private static partial class Log
    {
        [LoggerMessage(3203, LogLevel.Information, "Device {Device} was disconnected: the password it came with is not good any more.")]
        public static partial void Disconnected(ILogger logger, string device);
    }
}
