namespace PlantOps.Gateway.Telemetry;

/// <summary>What a payload says: its readings, or why it cannot be read.</summary>
/// <param name="Readings">With the first soil channel, or the only one.</param>
/// <param name="Further">Of each further soil channel that is named, the readings that name it.</param>
/// <param name="Error">What is wrong with it.</param>
internal readonly record struct ParsedTelemetry(Reading[] Readings, IReadOnlyList<ChannelReadings> Further, string? Error)
{
    public static ParsedTelemetry Unreadable(string error) => new([], [], error);
}

/// <summary>Readings of a further soil channel.</summary>
internal readonly record struct ChannelReadings(int Channel, Reading[] Readings);
