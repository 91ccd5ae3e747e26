using System.Text.Json.Serialization;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Alerts;

/// <summary>Something worth a word. Kept from the transaction that changed the alert until it is decided who is told.</summary>
internal sealed record AlertEvent
{
    /// <summary>Begins with the time and is the same whenever it is worked out.</summary>
    public required string Id { get; init; }

    public required string AlertId { get; init; }

    public required string PlantId { get; init; }

    public required AlertEventKind Kind { get; init; }

    /// <summary>The alert's severity at that moment.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    /// <summary>The value at that moment, in the metric's unit, where there is one.</summary>
    public double? Value { get; init; }

    public static string IdOf(long at, string alertId, AlertEventKind kind) => $"{at:D14}.{alertId}.{(int)kind}";
}

[JsonConverter(typeof(SnakeCaseEnum<AlertEventKind>))]
internal enum AlertEventKind
{
    Raised = 0,

    /// <summary>A warning became critical.</summary>
    Escalated = 1,

    /// <summary>Back to normal.</summary>
    Recovered = 2,
}

/// <summary>Says that there may be something to tell, so that nobody waits for the next look.</summary>
internal sealed class NotificationSignal : WorkSignal;
