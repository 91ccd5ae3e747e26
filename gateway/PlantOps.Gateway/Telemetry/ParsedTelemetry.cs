namespace PlantOps.Gateway.Telemetry;

/// <summary>What a payload says: its readings, or why it cannot be read.</summary>
internal readonly record struct ParsedTelemetry(Reading[] Readings, string? Error)
{
    public static ParsedTelemetry Unreadable(string error) => new([], error);
}
