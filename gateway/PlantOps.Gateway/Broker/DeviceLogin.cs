using System.Net;
using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// Decides who may connect. A wrong password costs its address and the device's name time. The right one is never made
/// to wait: passwords are too long to be guessed, and nobody can lock a device out by failing in its name.
/// </summary>
internal sealed partial class DeviceLogin(
    DeviceRegistry registry, DevicePresence presence, ExactlyOnce exactlyOnce, BrokerMetrics metrics, TimeProvider time, ILogger<DeviceLogin> logger)
{
    private readonly LoginThrottle _addresses = new(time, ThrottleLimits.Default);
    private readonly LoginThrottle _devices = new(time, ThrottleLimits.Default);

    public async Task ValidateAsync(ValidatingConnectionEventArgs connecting)
    {
        var channel = (DeviceChannel)connecting.ChannelAdapter;
        if (time.GetUtcNow().ToUnixTimeMilliseconds() < Limits.EarliestTime)
        {
            Log.ClockNotSet(logger);
            connecting.ReasonCode = MqttConnectReasonCode.ServerUnavailable;
        }
        else if (registry.Authenticate(connecting.UserName, connecting.RawPassword) is not { } device)
        {
            connecting.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            await SlowDownAsync(connecting);
        }
        else if (channel.WillTopic is { } will && TopicAccess.MayPublish(device.Id, will) is null)
        {
            metrics.Refused("forbidden");
            connecting.ReasonCode = MqttConnectReasonCode.NotAuthorized;
        }
        else if (!Enter(channel, device))
        {
            connecting.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        }
        else
        {
            presence.Connected(device.Number);
            metrics.Connected();
            if (connecting.CleanSession != false) exactlyOnce.Forget(device.Number);
            if (channel.IsUnnamed) connecting.AssignedClientIdentifier = device.Id;
        }
    }

    // Who changes a password then looks for connections, and who connects then looks at the password: one sees the other.
    private bool Enter(DeviceChannel channel, Device device)
    {
        channel.Device = device;
        if (registry.Find(device.Number)?.HasPasswordOf(device) == true) return true;
        channel.Device = null;
        return false;
    }

    private async Task SlowDownAsync(ValidatingConnectionEventArgs connecting)
    {
        metrics.LoginFailed();
        var address = AddressKey.Of((connecting.RemoteEndPoint as IPEndPoint)?.Address);
        Log.Refused(logger, address);
        var byAddress = _addresses.Failed(address);
        var byDevice = _devices.Failed(connecting.UserName ?? string.Empty);
        await Task.Delay(byAddress > byDevice ? byAddress : byDevice, time, connecting.CancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Warning, "A broker log-in from {Address} was refused: wrong user name or password.")]
        public static partial void Refused(ILogger logger, string address);

        [LoggerMessage(3202, LogLevel.Error, "A device was refused because this machine's clock is not set; readings would get a wrong time.")]
        public static partial void ClockNotSet(ILogger logger);
    }
}
