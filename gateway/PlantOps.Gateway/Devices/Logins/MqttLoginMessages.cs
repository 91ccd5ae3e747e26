using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Devices.Logins;

/// <summary>A login to be made.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class NewMqttLogin
{
    /// <summary>Whose it is.</summary>
    public string? Name { get; init; }

    /// <summary><c>bridge</c> or <c>reader</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Ids of the devices that a bridge publishes for, at most 100; a reader has none.</summary>
    public IReadOnlyList<string>? Devices { get; init; }
}

/// <summary>What a login is to be from now on. What is not given stays.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class MqttLoginChange
{
    public string? Name { get; init; }

    /// <summary>All of the devices that a bridge publishes for.</summary>
    public IReadOnlyList<string>? Devices { get; init; }
}

/// <summary>A login for the broker, without its password.</summary>
internal class MqttLoginView
{
    /// <summary>Its user name at the broker as well.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>bridge</c> or <c>reader</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Ids of the devices that it publishes for.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; init; }

    public static MqttLoginView Of(MqttLogin login) => new()
    {
        Id = login.Id, Name = login.Name, Kind = login.Kind, Devices = login.Devices, CreatedAt = login.CreatedAt,
    };
}

/// <summary>A login that was made; its password is shown this once.</summary>
internal sealed class MadeMqttLogin : MqttLoginView
{
    public required string Password { get; init; }
}
