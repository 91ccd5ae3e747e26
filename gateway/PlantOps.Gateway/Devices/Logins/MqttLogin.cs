using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Devices.Logins;

/// <summary>
/// A way into the broker for a program that is no device: a bridge, which may publish telemetry of the devices that it was given,
/// or a reader, which may subscribe to telemetry and status of all. Neither may do anything else.
/// </summary>
internal sealed record MqttLogin
{
    /// <summary>Publishes telemetry of the devices that it was given.</summary>
    public const string Bridge = "bridge";

    /// <summary>Subscribes to telemetry and status of all devices.</summary>
    public const string Reader = "reader";

    /// <summary>Devices of one bridge.</summary>
    public const int MaxDevices = 100;

    public static IReadOnlyList<string> Kinds { get; } = [Bridge, Reader];

    /// <summary>Its user name as well. Has a dot, which no device's id has.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called: whose it is.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Ids of the devices that a bridge publishes for.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>SHA-256 of the password, hexadecimal.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Whether a user name can be that of a login.</summary>
    public static bool IsId(string user) => Kinds.Any(kind => user.StartsWith(kind + ".", StringComparison.Ordinal));

    [JsonIgnore]
    public bool IsReader => Kind == Reader;
}
