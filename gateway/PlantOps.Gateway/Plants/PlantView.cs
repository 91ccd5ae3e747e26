namespace PlantOps.Gateway.Plants;

/// <summary>A plant as the API shows it. Times are Unix milliseconds UTC.</summary>
internal sealed class PlantView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of its species profile; <c>null</c> where none is known.</summary>
    public required string? Species { get; init; }

    public required string? Place { get; init; }

    public required string? Notes { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Whether the device that watches it is made up, and the plant with it.</summary>
    public bool Virtual { get; init; }

    /// <summary>
    /// <c>ok</c>, <c>warning</c>, <c>critical</c>, or <c>unknown</c> where there is no recent reading that can be trusted.
    /// </summary>
    public required PlantCondition Condition { get; init; }

    /// <summary><c>null</c> where there was none.</summary>
    public required long? LastReadingAt { get; init; }

    /// <summary>Which devices watched it and when, oldest first.</summary>
    public required IReadOnlyList<WatchView> Devices { get; init; }

    /// <summary>Until when nobody is told of its alerts; <c>null</c> where it is not muted.</summary>
    public required long? MutedUntil { get; init; }

    public required bool HasPhoto { get; init; }

    /// <summary>Until a plant is removed with its data it is only put away: it can be read, and is not watched.</summary>
    public required long? PutAwayAt { get; init; }
}

/// <summary>A time in which a device watched a plant.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded; <c>null</c> while it goes on.</param>
/// <param name="SoilChannel">Which of its soil channels is in the plant's pot, 1 to 16.</param>
internal sealed record WatchView(string DeviceId, long From, long? To, int SoilChannel);
