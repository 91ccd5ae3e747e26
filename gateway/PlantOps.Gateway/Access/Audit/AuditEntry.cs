using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>Who changed what.</summary>
internal sealed record AuditEntry
{
    /// <summary>Begins with the time: entries are kept and read in its order.</summary>
    public required string Id { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    /// <summary>
    /// The token's or person's name; <c>local</c> for the command line, <c>device</c> for a device that registers,
    /// <c>gateway</c> for itself.
    /// </summary>
    public required string Who { get; init; }

    /// <summary>Which token or session it was: a name can be given again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TokenId { get; init; }

    /// <summary>What was done: <c>device.settings</c>, <c>token.revoke</c>, …</summary>
    public required string What { get; init; }

    /// <summary>The id of what was changed; <c>null</c> where there is only one.</summary>
    public string? Target { get; init; }

    /// <summary>A few words more. Never a secret.</summary>
    public string? Details { get; init; }
}
