using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>What EMQX asks of a client: who it is, or what it wants to do.</summary>
internal sealed class BrokerClient
{
    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("clientid")]
    public string? ClientId { get; init; }

    /// <summary><c>publish</c> or <c>subscribe</c>.</summary>
    public string? Action { get; init; }

    /// <summary>A topic, or a filter.</summary>
    public string? Topic { get; init; }
}

/// <summary>What EMQX is answered.</summary>
internal sealed class BrokerVerdict
{
    public const string Allow = "allow";

    public const string Deny = "deny";

    /// <summary><see cref="Allow"/> or <see cref="Deny"/>.</summary>
    public required string Result { get; init; }

    /// <summary>Whether it is a gateway, which may do everything.</summary>
    public bool IsSuperuser { get; init; }
}

/// <summary>What brokers ask as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(BrokerClient))]
[JsonSerializable(typeof(BrokerVerdict))]
internal sealed partial class BrokerAccessJson : JsonSerializerContext;
