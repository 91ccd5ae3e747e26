using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>The plants that are watched, as their owners have them now.</summary>
internal sealed partial class WatchedPlants(
    PlantStore plants, PlantStateStore states, PlantRules rules, IOptions<AlertOptions> options,
    IOptions<SeasonOptions> seasons, ILogger<WatchedPlants> logger)
{
    /// <summary>How soon a change that was made at another gateway is seen.</summary>
    private const long ReadAgain = 30_000;

    private readonly Dictionary<string, PlantWatcher> _watchers = [];
    private (long Plants, long Rules) _revision = (-1, -1);
    private long _readAt;

    public IReadOnlyCollection<PlantWatcher> Watchers => _watchers.Values;

    /// <summary>Reads what has changed; <see langword="null"/> where it need not be looked.</summary>
    public RosterChange? Follow(long now)
    {
        if ((plants.Revision, rules.Revision) == _revision && now - _readAt is >= 0 and < ReadAgain) return null;
        rules.Notice();
        var revision = (plants.Revision, rules.Revision);
        var rulesChanged = rules.Revision != _revision.Rules;
        var all = plants.All;
        var failed = new List<(string PlantId, Exception Exception)>();
        foreach (var plant in all)
        {
            if (!rulesChanged && _watchers.GetValueOrDefault(plant.Id)?.PlantVersion == plant.Version) continue;
            try
            {
                _watchers[plant.Id] = Watch(plant);
            }
            catch (Exception exception) when (exception is not StoreUnavailableException)
            {
                _watchers.Remove(plant.Id);
                failed.Add((plant.Id, exception));
            }
        }

        var gone = _watchers.Keys.Except(all.Select(plant => plant.Id)).ToList();
        foreach (var id in gone) _watchers.Remove(id);
        (_revision, _readAt) = (revision, now);
        return new RosterChange([.. all.Select(plant => plant.Id)], gone, failed);
    }

    /// <summary>What a plant's watcher has seen is not what is on disk: it begins again from there.</summary>
    public void Drop(PlantWatcher watcher)
    {
        _watchers.Remove(watcher.Plant.Id);
        _revision.Plants = -1;
    }

    /// <summary>A plant cannot be judged: it is tried again when plants are next read.</summary>
    public void SetAside(PlantWatcher watcher) => _watchers.Remove(watcher.Plant.Id);

    public void Clear()
    {
        _watchers.Clear();
        _revision.Plants = -1;
    }

    private PlantWatcher Watch(Versioned<Plant> plant)
    {
        var kept = states.Find(plant.Id);
        var state = kept?.Value ?? new PlantState();
        if (plant.Value.Watched is { } watch) state = state.For(watch.Stream);
        var zone = options.Value.TimeZone;
        var track = new PlantTrack(rules.Of(plant.Value), state, zone, seasons.Value.HemisphereOf(zone));
        foreach (var rule in track.BeganAnew) Log.BeganAnew(logger, rule, plant.Id);
        return new PlantWatcher(plant, track, kept?.Version ?? 0);
    }

    private static partial class Log
    {
        [LoggerMessage(4004, LogLevel.Warning, "Rule {Rule} of plant {Plant} begins anew: what it remembered is of another version")]
        public static partial void BeganAnew(ILogger logger, string rule, string plant);
    }
}

/// <summary>What has changed about the plants that are watched.</summary>
/// <param name="Plants">All that there are.</param>
/// <param name="Gone">Those that are no more.</param>
/// <param name="Failed">Those that cannot be watched now.</param>
internal sealed record RosterChange(
    IReadOnlyList<string> Plants, IReadOnlyList<string> Gone, IReadOnlyList<(string PlantId, Exception Exception)> Failed);
