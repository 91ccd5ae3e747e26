using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>Who may do what at mosquitto: the same as at the gateway's own broker.</summary>
internal static class SecurityRules
{
    /// <summary>The role that lets a gateway speak to devices and hear them.</summary>
    public const string GatewayRole = "plantops-gateway";

    private const string DeviceRolePrefix = "plantops-device-";
    private const string LoginRolePrefix = "plantops-login-";
    private const string DeviceMark = "PlantOps device, credential ";
    private const string LoginMark = "PlantOps login, credential ";
    private const int MarkBytes = 8;

    private const string Send = "publishClientSend";
    private const string Receive = "publishClientReceive";
    private const string Subscribe = "subscribePattern";

    // Above what it stands beside.
    private const int Exception = 1;

    /// <summary>What readers hear.</summary>
    private static readonly string[] OfAll = ["devices/+/telemetry", "devices/+/status"];

    /// <summary>What devices only hear.</summary>
    private static readonly TopicKind[] OfTheGateway = [TopicKind.Desired, TopicKind.Commands, TopicKind.Stored];

    /// <summary>Makes the role of gateways.</summary>
    public static SecurityCommand CreateGatewayRole { get; } = new()
    {
        Command = "createRole",
        RoleName = GatewayRole,
        Rules =
        [
            Rule(Send, "devices/#"), Rule(Receive, "devices/#"), Rule(Subscribe, "devices/#"),
            Rule(Subscribe, "$share/plantops/devices/#"),
        ],
    };

    /// <summary>Gives it to one; mosquitto ends the connections of whose roles change.</summary>
    public static SecurityCommand TakeGatewayRole(string username) =>
        new() { Command = "addClientRole", Username = username, RoleName = GatewayRole };

    public static SecurityCommand Find(string username) => new() { Command = "getClient", Username = username };

    public static SecurityCommand List(int count, int offset) =>
        new() { Command = "listClients", IsVerbose = true, Count = count, Offset = offset };

    /// <summary>Lets somebody new in, under that name only and to those topics.</summary>
    public static IReadOnlyList<SecurityCommand> Create(SecurityEntry entry, string password) =>
        [RoleOf(entry, "createRole"), ClientOf(entry, "createClient") with { Password = password }];

    /// <summary>
    /// Changes one that is there already; with another password whoever is connected by the earlier one has to go.
    /// </summary>
    public static IReadOnlyList<SecurityCommand> Modify(SecurityEntry entry, string? password) =>
        [RoleOf(entry, "modifyRole"), ClientOf(entry, "modifyClient") with { Password = password }];

    /// <summary>Lets somebody in no more, and ends the connection.</summary>
    public static IReadOnlyList<SecurityCommand> Delete(string user) =>
    [
        new() { Command = "deleteClient", Username = user },
        new() { Command = "deleteRole", RoleName = RoleNameOf(user) },
    ];

    /// <summary>Whether somebody in the list is there because a gateway put a device or a login there.</summary>
    public static bool IsOurs(SecurityClient client) =>
        client.Description is { } text
        && (text.StartsWith(DeviceMark, StringComparison.Ordinal) || text.StartsWith(LoginMark, StringComparison.Ordinal));

    /// <summary>A device: its own topics, and of those only what devices say.</summary>
    public static SecurityEntry Of(Device device)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"{DeviceTopic.Root}{device.Id}/#");
        var credential = DeviceMark + PartOf(device.PasswordHash);
        return new SecurityEntry(device.Id, credential, credential,
        [
            Rule(Send, all), Rule(Receive, all), Rule(Subscribe, all),
            .. OfTheGateway.Select(kind => new SecurityRule(Send, DeviceTopic.Format(device.Id, kind), Allow: false, Exception)),
        ]);
    }

    /// <summary>A login: a bridge sends telemetry of its devices, a reader hears telemetry and status of all.</summary>
    public static SecurityEntry Of(MqttLogin login)
    {
        var credential = LoginMark + PartOf(Convert.FromHexString(login.PasswordHash));
        if (login.IsReader)
            return new SecurityEntry(login.Id, credential, credential, [.. OfAll.SelectMany(Hears)]);
        var devices = PartOf(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', login.Devices))));
        return new SecurityEntry(login.Id, credential, $"{credential}, devices {devices}",
            [.. login.Devices.Select(device => Rule(Send, DeviceTopic.Format(device, TopicKind.Telemetry)))]);

        static SecurityRule[] Hears(string topic) => [Rule(Receive, topic), Rule(Subscribe, topic)];
    }

    // Says nothing of what it is made of.
    private static string PartOf(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, MarkBytes));

    private static string RoleNameOf(string user) => (MqttLogin.IsId(user) ? LoginRolePrefix : DeviceRolePrefix) + user;

    private static SecurityCommand ClientOf(SecurityEntry entry, string command) => new()
    {
        Command = command,
        Username = entry.User,
        ClientId = entry.User,
        Description = entry.Mark,
        Roles = [new SecurityRole(RoleNameOf(entry.User))],
    };

    private static SecurityCommand RoleOf(SecurityEntry entry, string command) =>
        new() { Command = command, RoleName = RoleNameOf(entry.User), Rules = entry.Rules };

    private static SecurityRule Rule(string kind, string topic) => new(kind, topic, Allow: true, Priority: 0);
}

/// <summary>Somebody whom mosquitto is to let in.</summary>
/// <param name="User">User name and client id.</param>
/// <param name="Credential">By which it is seen whether mosquitto has the password that is good now.</param>
/// <param name="Mark">Begins with that; by which it is seen whether mosquitto has the topics that are right now.</param>
/// <param name="Rules">What it may do.</param>
internal sealed record SecurityEntry(string User, string Credential, string Mark, IReadOnlyList<SecurityRule> Rules);
