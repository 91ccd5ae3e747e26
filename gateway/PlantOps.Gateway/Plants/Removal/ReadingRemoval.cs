using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>Readings that are still to go with a plant that was removed.</summary>
/// <param name="PlantId">The plant.</param>
/// <param name="Watched">When which devices watched it, and with which soil channel.</param>
internal sealed record ReadingRemoval(string PlantId, IReadOnlyList<WatchedTime> Watched)
{
    /// <summary>Those of a plant that is removed now.</summary>
    public static ReadingRemoval Of(Plant plant, long now) =>
        new(plant.Id, [.. plant.Watches.Select(watch => new WatchedTime(watch.Stream, watch.From, watch.To ?? now))]);
}

/// <summary>A time in which a device watched a plant, Unix milliseconds UTC.</summary>
/// <param name="Stream">The device and its soil channel.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
internal sealed record WatchedTime(StreamId Stream, long From, long To);
