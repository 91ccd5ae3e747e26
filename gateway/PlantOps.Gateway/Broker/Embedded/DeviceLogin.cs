using System.Net;
using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Decides who may connect. A wrong password costs its address and the device's name time. The right one is never made
/// to wait: passwords are too long to be guessed, and nobody can lock a device out by failing in its name. Of the names
/// that are tried only those of devices are remembered: the rest is a stranger's text of any length.
/// </summary>
internal sealed partial class DeviceLogin(
    DeviceRegistry registry, MqttLogins logins, DevicePresence presence, ExactlyOnce exactlyOnce, DelayedWills wills,
    BrokerMetrics metrics, TimeProvider time, ILogger<DeviceLogin> logger)
{
    private const string AnyAddress = "";

    private readonly LoginThrottle _addresses = new(time, ThrottleLimits.Default);
    private readonly LoginThrottle _devices = new(time, ThrottleLimits.Default);
    private readonly LogThrottle _lines = new(time);

    public async Task ValidateAsync(ValidatingConnectionEventArgs connecting)
    {
        var channel = (DeviceChannel)connecting.ChannelAdapter;
        if (time.GetUtcNow().ToUnixTimeMilliseconds() < Limits.EarliestTime)
        {
            if (_lines.MayWrite(AnyAddress, out _)) Log.ClockNotSet(logger);
            connecting.ReasonCode = MqttConnectReasonCode.ServerUnavailable;
        }
        else if (channel.Request is { WantsOtherAuthentication: true })
        {
            connecting.ReasonCode = MqttConnectReasonCode.BadAuthenticationMethod;
        }
        else if (logins.Authenticate(connecting.UserName, connecting.RawPassword) is { } login)
        {
            Enter(connecting, channel, login);
        }
        else if (await AuthenticateAsync(connecting) is not { } device)
        {
            connecting.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        }
        else if (channel.Request?.WillTopic is { } will && TopicAccess.MayPublish(Principal.Device(device.Id), will) is null)
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
            Admit(channel, device, isSameSession: connecting.CleanSession == false);
            if (channel.Request is { IsUnnamed: true }) connecting.AssignedClientIdentifier = device.Id;
        }
    }

    // Who changes a password then looks for connections, and who connects then looks at the password: one sees the other.
    private bool Enter(DeviceChannel channel, Device device)
    {
        channel.Client = new ConnectedClient(device, null);
        if (registry.Find(device.Number)?.HasPasswordOf(device) == true) return true;
        channel.Client = null;
        return false;
    }

    // It has no topic of its own that a will could go to.
    private void Enter(ValidatingConnectionEventArgs connecting, DeviceChannel channel, MqttLogin login)
    {
        channel.Client = new ConnectedClient(null, login);
        if (channel.Request?.WillTopic is not null || logins.Find(login.Id) is null)
        {
            channel.Client = null;
            metrics.Refused("forbidden");
            connecting.ReasonCode = MqttConnectReasonCode.NotAuthorized;
            return;
        }

        channel.IsCounted = true;
        metrics.Connected();
        channel.LoggedIn();
        if (connecting.CleanSession != false) exactlyOnce.Forget(logins.NumberOf(login.Id));
        if (channel.Request is { IsUnnamed: true }) connecting.AssignedClientIdentifier = login.Id;
    }

    private void Admit(DeviceChannel channel, Device device, bool isSameSession)
    {
        // First of all: from here on the end of the connection takes it off again.
        channel.IsCounted = true;
        metrics.Connected();
        presence.Connected(device.Number);
        channel.LoggedIn();
        wills.IsBack(device.Id, isSameSession);
        if (!isSameSession) exactlyOnce.Forget(device.Number);
    }

    // A device that another gateway on the same database has just let in may be here before the notice of it is: before it is
    // refused it is looked for once more.
    private async ValueTask<Device?> AuthenticateAsync(ValidatingConnectionEventArgs connecting)
    {
        if (registry.Authenticate(connecting.UserName, connecting.RawPassword) is { } device) return device;
        var address = AddressKey.Of((connecting.RemoteEndPoint as IPEndPoint)?.Address);
        try
        {
            await SlowDownAsync(connecting, address);
        }
        finally
        {
            // Also of one that did not wait for the answer.
            device = registry.Authenticate(connecting.UserName, connecting.RawPassword);
            if (device is null) Refused(address);
        }

        return device;
    }

    private void Refused(string address)
    {
        metrics.LoginFailed();
        if (_lines.MayWrite(address, out var count)) Log.Refused(logger, address, count);
    }

    private async Task SlowDownAsync(ValidatingConnectionEventArgs connecting, string address)
    {
        var delay = _addresses.Failed(address);
        if (connecting.UserName is { } name && registry.Find(name) is { } device)
        {
            var ofDevice = _devices.Failed(device.Id);
            if (ofDevice > delay) delay = ofDevice;
        }

        await Task.Delay(delay, time, connecting.CancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            3201,
            LogLevel.Warning,
            "Broker log-in from {Address} refused: wrong user name or password ({Count} since the last such line)")]
        public static partial void Refused(ILogger logger, string address, int count);

        [LoggerMessage(
            3202, LogLevel.Error, "Device refused: this machine's clock is not set, and readings would get a wrong time.")]
        public static partial void ClockNotSet(ILogger logger);
    }
}
