using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>Who may come to mosquitto: devices that have a password, and logins.</summary>
internal sealed class SecurityClients
{
    private readonly DeviceRegistry _devices;
    private readonly MqttLogins _logins;

    public SecurityClients(DeviceRegistry devices, MqttLogins logins)
    {
        (_devices, _logins) = (devices, logins);

        // A device with a new password has registered, here or at another gateway, which tells mosquitto.
        devices.LockedOut += device => ShutOutIfGone(device.Id);
        logins.Removed += ShutOutIfGone;
        logins.Changed += (login, password) => LetIn?.Invoke(SecurityRules.Of(login), password);
    }

    /// <summary>A login was made, with its password, or changed.</summary>
    public event Action<SecurityEntry, string?>? LetIn;

    /// <summary>Nobody may come by this user name any more.</summary>
    public event Action<string>? ShutOut;

    public IEnumerable<SecurityEntry> Devices => _devices.Active.Where(device => !device.IsGone).Select(SecurityRules.Of);

    public IEnumerable<SecurityEntry> Logins => _logins.All.Select(SecurityRules.Of);

    /// <summary>Who may come by a user name; <see langword="null"/> where nobody may.</summary>
    public SecurityEntry? Find(string user)
    {
        if (_logins.Find(user) is { } login) return SecurityRules.Of(login);
        return _devices.Find(user) is { IsGone: false } device ? SecurityRules.Of(device) : null;
    }

    /// <summary>Whether it is the user name of a device that was here once, or can only be that of a login.</summary>
    public bool IsOurs(string user) => MqttLogin.IsId(user) || _devices.Find(user) is not null;

    /// <summary>Takes over what other gateways have done.</summary>
    public void Reload()
    {
        _devices.Reload();
        _logins.Reload();
    }

    private void ShutOutIfGone(string user)
    {
        if (Find(user) is null) ShutOut?.Invoke(user);
    }
}
