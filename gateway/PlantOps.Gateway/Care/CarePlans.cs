using System.Collections.Concurrent;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Care;

/// <summary>
/// The plan of each plant as it is now: made anew when what it rests on has changed, kept where it says something else then.
/// </summary>
internal sealed class CarePlans(PlantStore plants, CareReader reader, CarePlanStore store)
{
    /// <summary>How old readings may be that a plan rests on while nothing else changes, in milliseconds.</summary>
    private const long LooksAgain = 6 * 60 * 60 * 1000;

    private readonly ConcurrentDictionary<string, Look> _looks = new();
    private readonly Lock _making = new();

    /// <summary>Plants that are there.</summary>
    public IEnumerable<Versioned<Plant>> Plants => plants.All.Where(plant => plant.Value.PutAwayAt is null);

    /// <summary>The plan that holds now; <see langword="null"/> where there is no such plant, or it was put away.</summary>
    public CarePlan? Current(string plantId) => Find(plantId) is { } plant ? Current(plant) : null;

    public CarePlan Current(Versioned<Plant> plant) =>
        IsUpToDate(plant) && store.Latest(plant.Id) is { } kept ? kept : Make(plant);

    /// <summary>The same, made anew whatever was known before.</summary>
    public CarePlan? Refresh(string plantId) => Find(plantId) is { } plant ? Make(plant) : null;

    /// <summary>Whether a plan would be the same. That costs a few short reads, and no readings where a plant is quiet.</summary>
    public bool IsUpToDate(Versioned<Plant> plant)
    {
        if (!_looks.TryGetValue(plant.Id, out var look) || look.Key != reader.KeyOf(plant.Value, plant.Version)) return false;
        return reader.Now - look.At is >= 0 and < LooksAgain || reader.MeasuredAt(plant.Value) == look.MeasuredAt;
    }

    /// <summary>Plants that are gone are forgotten.</summary>
    public void KeepOnly(IReadOnlySet<string> ids)
    {
        foreach (var id in _looks.Keys.Where(id => !ids.Contains(id))) _looks.TryRemove(id, out _);
    }

    private Versioned<Plant>? Find(string plantId) => plants.Find(plantId) is { Value.PutAwayAt: null } plant ? plant : null;

    private CarePlan Make(Versioned<Plant> plant)
    {
        // One at a time: who asks twice gets one version, and a month of readings is in memory once.
        lock (_making)
        {
            var look = new Look(reader.KeyOf(plant.Value, plant.Version), reader.Now, reader.MeasuredAt(plant.Value));
            var plan = CarePlanner.Plan(reader.Read(plant.Value));
            var before = store.Latest(plant.Id);
            if (before is null || CarePlanChange.Differs(before, plan))
            {
                plan = plan with { Version = (before?.Version ?? 0) + 1 };
                if (!store.TryAdd(plan)) plan = store.Latest(plant.Id) ?? plan;
            }
            else
            {
                plan = before;
            }

            _looks[plant.Id] = look;
            return plan;
        }
    }

    private readonly record struct Look(string Key, long At, long MeasuredAt);
}
