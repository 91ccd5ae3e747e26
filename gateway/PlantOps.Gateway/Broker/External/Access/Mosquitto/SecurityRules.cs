using System.Globalization;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>Who may do what at mosquitto: the same as at the gateway's own broker.</summary>
internal static class SecurityRules
{
    /// <summary>The role that lets a gateway speak to devices and hear them.</summary>
    public const string GatewayRole = "plantops-gateway";

    private const string DeviceRolePrefix = "plantops-device-";
    private const string MarkPrefix = "PlantOps device, credential ";
    private const int MarkBytes = 8;

    private const string Send = "publishClientSend";
    private const string Receive = "publishClientReceive";
    private const string Subscribe = "subscribePattern";

    // Above what it stands beside.
    private const int Exception = 1;

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

    /// <summary>Lets a new device in, under its own name only and to its own topics.</summary>
    public static IReadOnlyList<SecurityCommand> Create(Device device, string password) =>
        [RoleOf(device, "createRole"), ClientOf(device, password, "createClient")];

    /// <summary>Gives one that is there already its new password; whoever is connected by the earlier one has to go.</summary>
    public static IReadOnlyList<SecurityCommand> Modify(Device device, string password) =>
        [RoleOf(device, "modifyRole"), ClientOf(device, password, "modifyClient")];

    /// <summary>Lets a device in no more, and ends its connection.</summary>
    public static IReadOnlyList<SecurityCommand> Delete(string device) =>
    [
        new() { Command = "deleteClient", Username = device },
        new() { Command = "deleteRole", RoleName = DeviceRolePrefix + device },
    ];

    /// <summary>Whether nobody may come as it.</summary>
    public static bool IsGone(Device device) => device.RetiredAt is not null || device.HasPasswordOf(Nobody);

    /// <summary>Whether somebody in the list is there because a gateway put a device there.</summary>
    public static bool IsOurs(SecurityClient client) =>
        client.Description?.StartsWith(MarkPrefix, StringComparison.Ordinal) == true;

    /// <summary>By which it is seen whether mosquitto has the password that a device has now; says nothing of it.</summary>
    public static string MarkOf(Device device) =>
        MarkPrefix + Convert.ToHexStringLower(device.PasswordHash.AsSpan(0, MarkBytes));

    private static Device Nobody { get; } = new(0, string.Empty, string.Empty, string.Empty, Device.NoPassword, 0, 0);

    private static SecurityCommand ClientOf(Device device, string password, string command) => new()
    {
        Command = command,
        Username = device.Id,
        Password = password,
        ClientId = device.Id,
        Description = MarkOf(device),
        Roles = [new SecurityRole(DeviceRolePrefix + device.Id)],
    };

    private static SecurityCommand RoleOf(Device device, string command)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"{DeviceTopic.Root}{device.Id}/#");
        return new SecurityCommand
        {
            Command = command,
            RoleName = DeviceRolePrefix + device.Id,
            Rules =
            [
                Rule(Send, all), Rule(Receive, all), Rule(Subscribe, all),
                .. OfTheGateway.Select(kind =>
                    new SecurityRule(Send, DeviceTopic.Format(device.Id, kind), Allow: false, Exception)),
            ],
        };
    }

    private static SecurityRule Rule(string kind, string topic) => new(kind, topic, Allow: true, Priority: 0);
}
