using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Hosting.Health;

/// <summary>Answer of <c>GET /api/health</c>.</summary>
internal sealed class HealthReport
{
    /// <summary><c>ok</c>, or <c>degraded</c> where a component is not.</summary>
    public required string Status { get; init; }

    public required string Version { get; init; }

    public required IReadOnlyDictionary<string, ComponentHealth> Components { get; init; }
}

/// <summary>State of one component.</summary>
internal sealed class ComponentHealth
{
    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>What there is to say while it works, of the parts that say something.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
}

/// <summary>Answer of <c>GET /api/ready</c>.</summary>
internal sealed class ReadyReport
{
    /// <summary><c>ready</c>.</summary>
    public required string Status { get; init; }
}
