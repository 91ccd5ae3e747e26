using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// A time in which something was wrong at a plant, from when it was said until it was normal again. Times are Unix milliseconds
/// UTC.
/// </summary>
internal sealed record Alert
{
    /// <summary>
    /// Made of when, where and what, so that it is the same whenever it is worked out:
    /// <c>01777777777123.p-….soil_moisture.low</c>.
    /// </summary>
    public required string Id { get; init; }

    public required string PlantId { get; init; }

    /// <summary>The rule as it was then.</summary>
    public required AlertRule Rule { get; init; }

    /// <summary>The worst that it came to.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>When it began, before the rule's dwell.</summary>
    public required long Since { get; init; }

    /// <summary>
    /// When it began to be critical, before the rule's dwell; <c>null</c> where it never was, or nobody noted it.
    /// </summary>
    public long? CriticalSince { get; init; }

    /// <summary>When it went beyond the limit of its severity: that is what is said of it.</summary>
    [JsonIgnore]
    public long WorstSince => Severity == AlertSeverity.Critical ? CriticalSince ?? Since : Since;

    public required long RaisedAt { get; init; }

    public long? EscalatedAt { get; init; }

    /// <summary><c>null</c> while it goes on.</summary>
    public long? RecoveredAt { get; init; }

    /// <summary>The value that raised it, in the metric's unit.</summary>
    public double? Value { get; init; }

    /// <summary>The latest readings of the metric when it was raised, oldest first.</summary>
    public IReadOnlyList<Evidence> Readings { get; init; } = [];

    public long? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public long? SnoozedUntil { get; init; }

    public static string IdOf(long raisedAt, string plantId, string ruleId) => $"{raisedAt:D14}.{plantId}.{ruleId}";
}

/// <summary>A reading that an alert rests on.</summary>
/// <param name="T">Unix milliseconds UTC.</param>
/// <param name="Value">In the metric's unit; <c>null</c> where it gave none.</param>
internal sealed record Evidence(long T, double? Value);

/// <summary>How bad it is.</summary>
[JsonConverter(typeof(SnakeCaseEnum<AlertSeverity>))]
internal enum AlertSeverity
{
    /// <summary>Look after it in the next days.</summary>
    Warning = 1,

    /// <summary>The plant is being harmed.</summary>
    Critical = 2,
}
