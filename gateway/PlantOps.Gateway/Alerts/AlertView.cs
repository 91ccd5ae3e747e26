using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts;

/// <summary>An alert as the API shows it. Times are Unix milliseconds UTC.</summary>
internal sealed class AlertView
{
    public required string Id { get; init; }

    public required string PlantId { get; init; }

    public required string PlantName { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    public required RuleKind Kind { get; init; }

    /// <summary><c>null</c> where it is about the device.</summary>
    public required string? Metric { get; init; }

    /// <summary>Of <c>value</c>, <c>threshold</c> and <c>readings</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The worst that it came to.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The threshold of that severity, as it was then.</summary>
    public required double? Threshold { get; init; }

    /// <summary>Whether it goes on.</summary>
    public required bool Open { get; init; }

    /// <summary>When it began, before it had lasted long enough to be said.</summary>
    public required long Since { get; init; }

    public required long RaisedAt { get; init; }

    public required long? EscalatedAt { get; init; }

    public required long? RecoveredAt { get; init; }

    /// <summary>The value that raised it.</summary>
    public required double? Value { get; init; }

    /// <summary>The latest readings when it was raised, oldest first.</summary>
    public required IReadOnlyList<EvidenceView> Readings { get; init; }

    public required long? AcknowledgedAt { get; init; }

    public required string? AcknowledgedBy { get; init; }

    public required long? SnoozedUntil { get; init; }

    public static AlertView Of(Alert alert, string plantName) => new()
    {
        Id = alert.Id,
        PlantId = alert.PlantId,
        PlantName = plantName,
        Rule = alert.Rule.Id,
        Kind = alert.Rule.Kind,
        Metric = alert.Rule.Metric,
        Unit = alert.Rule.Unit,
        Severity = alert.Severity,
        Threshold = alert.Severity == AlertSeverity.Critical ? alert.Rule.Critical : alert.Rule.Warning,
        Open = alert.RecoveredAt is null,
        Since = alert.Since,
        RaisedAt = alert.RaisedAt,
        EscalatedAt = alert.EscalatedAt,
        RecoveredAt = alert.RecoveredAt,
        Value = alert.Value,
        Readings = [.. alert.Readings.Select(reading => new EvidenceView(reading.T, reading.Value))],
        AcknowledgedAt = alert.AcknowledgedAt,
        AcknowledgedBy = alert.AcknowledgedBy,
        SnoozedUntil = alert.SnoozedUntil,
    };
}

/// <summary>A reading that an alert rests on.</summary>
/// <param name="T">Unix milliseconds UTC.</param>
/// <param name="Value">In the metric's unit; <c>null</c> where it gave none.</param>
internal sealed record EvidenceView(long T, double? Value);
