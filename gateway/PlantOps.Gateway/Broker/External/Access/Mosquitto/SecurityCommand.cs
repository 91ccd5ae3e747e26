using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Broker.External.Access.Mosquitto;

/// <summary>A command to mosquitto's dynamic security plugin, in its own terms.</summary>
internal sealed record SecurityCommand
{
    [JsonPropertyName("command")]
    public required string Command { get; init; }

    /// <summary>Comes back with the answer; gateways hear each other's answers, too.</summary>
    [JsonPropertyName("correlationData")]
    public string? Correlation { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("clientid")]
    public string? ClientId { get; init; }

    [JsonPropertyName("textdescription")]
    public string? Description { get; init; }

    [JsonPropertyName("rolename")]
    public string? RoleName { get; init; }

    [JsonPropertyName("roles")]
    public IReadOnlyList<SecurityRole>? Roles { get; init; }

    [JsonPropertyName("acls")]
    public IReadOnlyList<SecurityRule>? Rules { get; init; }

    [JsonPropertyName("verbose")]
    public bool? IsVerbose { get; init; }

    [JsonPropertyName("count")]
    public int? Count { get; init; }

    [JsonPropertyName("offset")]
    public int? Offset { get; init; }
}

/// <summary>A role that a client has.</summary>
internal sealed record SecurityRole([property: JsonPropertyName("rolename")] string Name);

/// <summary>What a role may do, or not; of those that fit the one of the highest priority counts.</summary>
internal sealed record SecurityRule(
    [property: JsonPropertyName("acltype")] string Kind,
    [property: JsonPropertyName("topic")] string Topic,
    [property: JsonPropertyName("allow")] bool Allow,
    [property: JsonPropertyName("priority")] int Priority);

/// <summary>Commands that are sent together.</summary>
internal sealed class SecurityRequest
{
    [JsonPropertyName("commands")]
    public required IReadOnlyList<SecurityCommand> Commands { get; init; }
}

/// <summary>What became of them, in the same order.</summary>
internal sealed class SecurityResponse
{
    [JsonPropertyName("responses")]
    public IReadOnlyList<SecurityAnswer>? Responses { get; init; }
}

/// <summary>What became of a command.</summary>
internal sealed class SecurityAnswer
{
    [JsonPropertyName("command")]
    public string? Command { get; init; }

    [JsonPropertyName("correlationData")]
    public string? Correlation { get; init; }

    /// <summary>Why it was not done; <see langword="null"/> where it was.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("data")]
    public SecurityData? Data { get; init; }

    [JsonIgnore]
    public bool IsThereAlready => Error is "Client already exists" or "Role already exists";

    [JsonIgnore]
    public bool IsNotThere => Error is "Client not found" or "Role not found";
}

/// <summary>What was asked for.</summary>
internal sealed class SecurityData
{
    [JsonPropertyName("client")]
    public SecurityClient? Client { get; init; }

    [JsonPropertyName("clients")]
    public IReadOnlyList<SecurityClient>? Clients { get; init; }
}

/// <summary>Somebody in mosquitto's list.</summary>
internal sealed class SecurityClient
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("textdescription")]
    public string? Description { get; init; }

    [JsonPropertyName("roles")]
    public IReadOnlyList<SecurityRole>? Roles { get; init; }
}

/// <summary>Commands to mosquitto as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecurityRequest))]
[JsonSerializable(typeof(SecurityResponse))]
internal sealed partial class SecurityJson : JsonSerializerContext;
