using System.Collections.Concurrent;

namespace PlantOps.Gateway.Plants;

/// <summary>How a plant is.</summary>
/// <param name="Condition">The worst of its rules, or unknown where its device is silent.</param>
/// <param name="LastReadingAt">Time of the latest reading that was looked at, Unix milliseconds; 0 where there was none.</param>
/// <param name="Rules">How each rule is that has ever had a value.</param>
internal sealed record PlantStatus(PlantCondition Condition, long LastReadingAt, IReadOnlyDictionary<string, PlantCondition> Rules)
{
    /// <summary>
    /// For how long a reading is about now, by how often its device reports, in milliseconds; 0 where nobody has
    /// looked.
    /// </summary>
    public long FreshFor { get; init; }

    public static readonly PlantStatus Unknown = new(PlantCondition.Unknown, 0, new Dictionary<string, PlantCondition>());
}

/// <summary>How each plant was at the last look. Where nobody has looked for a while, nothing is known.</summary>
internal sealed class PlantStatusCache(TimeProvider time)
{
    private const long Stale = 60_000;

    private readonly ConcurrentDictionary<string, PlantStatus> _plants = new();
    private long _lookedAt;

    public PlantStatus Of(string plantId) =>
        Math.Abs(Now() - Volatile.Read(ref _lookedAt)) > Stale ? PlantStatus.Unknown : _plants.GetValueOrDefault(plantId, PlantStatus.Unknown);

    public void Looked() => Volatile.Write(ref _lookedAt, Now());

    /// <summary>Whether its condition is another one now.</summary>
    public bool Show(string plantId, PlantStatus status)
    {
        var before = _plants.GetValueOrDefault(plantId, PlantStatus.Unknown);
        _plants[plantId] = status;
        return before.Condition != status.Condition;
    }

    public void Remove(string plantId) => _plants.TryRemove(plantId, out _);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
