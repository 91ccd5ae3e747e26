using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>The plants that are watched, as their owners have them now.</summary>
internal sealed class PlantRoster(PlantStore plants, PlantStateStore states, PlantRules rules, IOptions<AlertOptions> options)
{
    /// <summary>How soon a change that was made at another gateway is seen.</summary>
    private const long ReadAgain = 30_000;

    private readonly Dictionary<string, PlantWatcher> _watchers = [];
    private (long Plants, long Rules) _revision = (-1, -1);
    private long _readAt;

    public IReadOnlyCollection<PlantWatcher> Watchers => _watchers.Values;

    /// <summary>Reads what has changed.</summary>
    /// <returns>The plants that are no more.</returns>
    public IReadOnlyList<string> Follow(long now)
    {
        if ((plants.Revision, rules.Revision) == _revision && now - _readAt is >= 0 and < ReadAgain) return [];
        rules.Notice();
        var revision = (plants.Revision, rules.Revision);
        var rulesChanged = rules.Revision != _revision.Rules;
        var all = plants.All;
        foreach (var plant in all)
        {
            if (rulesChanged || _watchers.GetValueOrDefault(plant.Id)?.PlantVersion != plant.Version) _watchers[plant.Id] = Watch(plant);
        }

        var gone = _watchers.Keys.Except(all.Select(plant => plant.Id)).ToList();
        foreach (var id in gone) _watchers.Remove(id);
        (_revision, _readAt) = (revision, now);
        return gone;
    }

    /// <summary>What a plant's watcher has seen is not what is on disk: it begins again from there.</summary>
    public void Drop(PlantWatcher watcher)
    {
        _watchers.Remove(watcher.Plant.Id);
        _revision.Plants = -1;
    }

    public void Clear()
    {
        _watchers.Clear();
        _revision.Plants = -1;
    }

    private PlantWatcher Watch(Kept<Plant> plant)
    {
        var kept = states.Find(plant.Id);
        var state = kept?.Value ?? new PlantState();
        if (plant.Value.Watched is { } watch) state = state.For(watch.Stream);
        return new PlantWatcher(plant, new PlantTrack(rules.Of(plant.Value), state, options.Value.TimeZone), kept?.Version ?? 0);
    }
}
