using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Ends connections that were opened with a password that is not good any more: MQTT asks for it at the beginning only.
/// </summary>
internal sealed partial class LockedOutDevices(
    DeviceRegistry devices, MqttLogins logins, DeviceConnectionHandler connections, Supervisor supervisor,
    ILogger<LockedOutDevices> logger)
    : SupervisedService(supervisor, logger)
{
    public override string Component => "lockouts";

    protected override string Title => "Disconnecting devices whose password has changed";

    protected override Task Begin(CancellationToken stopping)
    {
        devices.LockedOut += OnLockedOut;
        logins.Removed += OnRemoved;
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        devices.LockedOut -= OnLockedOut;
        logins.Removed -= OnRemoved;
        return Task.CompletedTask;
    }

    private void OnLockedOut(Device device) => Guard(Title, () => Disconnect(device));

    private void OnRemoved(string login) => Guard(Title, () => connections.End(login));

    private void Disconnect(Device device)
    {
        if (connections.EndEarlier(device) > 0) Log.Disconnected(Logger, device.Id);
    }

    private static partial class Log
    {
        [LoggerMessage(
            3203, LogLevel.Information, "Device {Device} was disconnected: the password it came with is not good any more.")]
        public static partial void Disconnected(ILogger logger, string device);
    }
}
