using System.Collections.Concurrent;

namespace PlantOps.Gateway.Plants;

/// <summary>How a plant is.</summary>
/// <param name="Condition">The worst of its rules, or unknown where its device is silent.</param>
/// <param name="LastReadingAt">Time of the latest reading that was looked at, Unix milliseconds; 0 where there was none.</param>
/// <param name="Rules">How each rule is that has ever had a value.</param>
internal sealed record PlantStatus(
    PlantCondition Condition, long LastReadingAt, IReadOnlyDictionary<string, PlantCondition> Rules)
{
    /// <summary>
    /// For how long a reading is about now, by how often its device reports, in milliseconds; 0 where nobody has
    /// looked.
    /// </summary>
    public long FreshFor { get; init; }

    /// <summary>Whether another one says the same.</summary>
    public bool IsSame(PlantStatus other) =>
        Condition == other.Condition && LastReadingAt == other.LastReadingAt && FreshFor == other.FreshFor
        && Rules.Count == other.Rules.Count
        && Rules.All(rule => other.Rules.TryGetValue(rule.Key, out var condition) && condition == rule.Value);

    public static readonly PlantStatus Unknown = new(PlantCondition.Unknown, 0, new Dictionary<string, PlantCondition>());
}

/// <summary>How each plant was at the last look. Where nobody has looked for a while, nothing is known.</summary>
internal sealed class PlantStatusCache(TimeProvider time)
{
    private const long Stale = 60_000;

    private readonly ConcurrentDictionary<string, PlantStatus> _plants = new();
    private long _lookedAt;

    public PlantStatus Of(string plantId) =>
        Math.Abs(Now() - Volatile.Read(ref _lookedAt)) > Stale
            ? PlantStatus.Unknown
            : _plants.GetValueOrDefault(plantId, PlantStatus.Unknown);

    public void Looked() => Volatile.Write(ref _lookedAt, Now());

    /// <summary>All that was found, however long ago.</summary>
    public IEnumerable<KeyValuePair<string, PlantStatus>> All => _plants;

    /// <summary>What was found last, however long ago; <see langword="null"/> where nothing was.</summary>
    public PlantStatus? Found(string plantId) => _plants.GetValueOrDefault(plantId);

    /// <summary>Shows how a plant is; what was shown before.</summary>
    public PlantStatus Show(string plantId, PlantStatus status)
    {
        var before = _plants.GetValueOrDefault(plantId, PlantStatus.Unknown);
        _plants[plantId] = status;
        return before;
    }

    public void Remove(string plantId) => _plants.TryRemove(plantId, out _);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
