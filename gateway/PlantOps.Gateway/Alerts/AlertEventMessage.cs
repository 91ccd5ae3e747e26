namespace PlantOps.Gateway.Alerts;

/// <summary>
/// What happened to an alert, for other people's programs: in the stream of events, and in what a webhook is sent. Fields are
/// only ever added.
/// </summary>
internal sealed class AlertEventMessage
{
    public required string Id { get; init; }

    public required string AlertId { get; init; }

    public required string PlantId { get; init; }

    public required AlertEventKind Kind { get; init; }

    /// <summary>The alert's severity at that moment.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long At { get; init; }

    /// <summary>The value at that moment, in the metric's unit, where there is one.</summary>
    public required double? Value { get; init; }

    public static AlertEventMessage Of(AlertEvent happened) => new()
    {
        Id = happened.Id,
        AlertId = happened.AlertId,
        PlantId = happened.PlantId,
        Kind = happened.Kind,
        Severity = happened.Severity,
        At = happened.At,
        Value = happened.Value,
    };
}
