using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>
/// Who may connect to a broker of the owner's, and use which topic there: what holds in the gateway's own broker holds there,
/// too. A wrong password is answered at once: a broker asks over few connections, on which each question waits for the one
/// before, so that whoever guesses would hold up everybody else. Passwords are too long to be guessed.
/// </summary>
internal sealed partial class BrokerAccess(
    DeviceRegistry devices, MqttLogins logins, IOptions<BrokerOptions> options, BrokerMetrics metrics, TimeProvider time,
    ILogger<BrokerAccess> logger)
{
    /// <summary>Longest name or text of a stranger that is looked at.</summary>
    private const int MaxText = 512;

    // What stands between an id and what a client has after it; no id has one.
    private static readonly char[] Separators = ['.', ':', '/'];

    private readonly LogThrottle _lines = new(time);

    /// <summary>Whether somebody may connect, and as what.</summary>
    /// <param name="username">Who they say that they are.</param>
    /// <param name="password">Their password.</param>
    /// <param name="clientId">Their MQTT client id; empty where the broker gives them one, or they use another protocol.</param>
    public BrokerGuest Enter(string? username, string? password, string? clientId)
    {
        if (username is not { Length: > 0 and <= MaxText } || password is not { Length: > 0 and <= MaxText }) return Refuse(null);
        if (username == options.Value.Username) return IsGateways(password) ? BrokerGuest.Gateway : Refuse(null);
        var secret = Encoding.UTF8.GetBytes(password);
        var id = logins.Authenticate(username, secret)?.Id ?? devices.Authenticate(username, secret)?.Id;
        if (id is null) return Refuse(devices.Find(username)?.Id);
        if (IsOwnClient(id, clientId)) return BrokerGuest.Client;
        metrics.Refused("client_id");
        if (_lines.MayWrite(id, out var count)) Log.OtherClientId(logger, id, count);
        return BrokerGuest.Nobody;
    }

    /// <summary>Whether it is somebody who can be let in: a device that is not released, a login, the gateway.</summary>
    public bool IsKnown(string? username) => IsGateway(username) || Device(username) is not null || Login(username) is not null;

    public bool IsGateway(string? username) => username is not null && username == options.Value.Username;

    /// <summary>Whether a client is its own: called by its id, or by that with more behind a dot, a colon or a slash.</summary>
    public static bool IsOwnClient(string id, string? clientId) => string.IsNullOrEmpty(clientId) || clientId == id
        || (clientId.StartsWith(id, StringComparison.Ordinal) && Separators.Contains(clientId[id.Length]));

    public bool MayPublish(string? username, string topic) => IsGateway(username)
        || (Device(username) is { } device ? TopicAccess.MayPublish(Principal.Device(device.Id), topic) is not null
            : Login(username) is { } login && TopicAccess.MayPublish(login, topic) is not null);

    public bool MaySubscribe(string? username, string filter) => IsGateway(username)
        || (Device(username) is { } device ? filter.Length <= MaxText && TopicAccess.MaySubscribe(device.Id, filter)
            : Login(username) is { } login && TopicAccess.MaySubscribe(login, filter));

    // A device is somebody else's to be after a release, until hardware registers.
    private Device? Device(string? username) => username is not null && DeviceIds.IsValid(username) && devices.Find(username) is
        { RetiredAt: null, ReleasedAt: null } device ? device : null;

    private MqttLogin? Login(string? username) => username is null ? null : logins.Find(username);

    private bool IsGateways(string password)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Password() ?? string.Empty)),
                SHA256.HashData(Encoding.UTF8.GetBytes(password)));
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Of the names that are tried only those of devices are written down: the rest is a stranger's text.
    private BrokerGuest Refuse(string? device)
    {
        metrics.LoginFailed();
        if (_lines.MayWrite(device ?? string.Empty, out var count))
            Log.Refused(logger, device ?? "somebody who is not known", count);
        return BrokerGuest.Nobody;
    }

    private static partial class Log
    {
        [LoggerMessage(
            3240, LogLevel.Warning,
            "Broker log-in refused: wrong user name or password for {Device} ({Count} since the last such line)")]
        public static partial void Refused(ILogger logger, string device, int count);

        [LoggerMessage(
            3241, LogLevel.Warning,
            "Broker log-in of {Device} refused: its client id must be the same as its user name ({Count} "
                + "since the last such line)")]
        public static partial void OtherClientId(ILogger logger, string device, int count);
    }
}

/// <summary>As what somebody connects to a broker.</summary>
internal enum BrokerGuest
{
    /// <summary>Not at all.</summary>
    Nobody,

    /// <summary>As a device, or a program with a login: to its own topics.</summary>
    Client,

    /// <summary>As a gateway: to everything.</summary>
    Gateway,
}
