using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// The plants that this gateway watches, as their owners have them now. Those of other gateways on its store they watch.
/// </summary>
internal sealed partial class WatchedPlants(
    PlantStore plants, PlantStateStore states, PlantRules rules, IOptions<AlertOptions> options,
    IOptions<SeasonOptions> seasons, GatewayFleet fleet, ILogger<WatchedPlants> logger)
{
    /// <summary>How soon a change that was made at another gateway is seen.</summary>
    private const long ReadAgain = 30_000;

    /// <summary>From so many on states are read all at once.</summary>
    private const int Many = 50;

    private readonly Dictionary<string, PlantWatcher> _watchers = [];
    private HashSet<string> _all = [];
    private volatile FrozenSet<StreamId> _foreign = [];
    private (long Plants, long Rules, long Epoch) _revision = (-1, -1, -2);
    private long _readAt;

    public IReadOnlyCollection<PlantWatcher> Watchers => _watchers.Values;

    /// <summary>
    /// The streams that other gateways judge plants by; another set where they are others. For several threads.
    /// </summary>
    public FrozenSet<StreamId> Foreign => _foreign;

    /// <summary>Reads what has changed; <see langword="null"/> where it need not be looked.</summary>
    public RosterChange? Follow(long now)
    {
        var epoch = fleet.Epoch;
        if ((plants.Revision, rules.Revision, epoch) == _revision && now - _readAt is >= 0 and < ReadAgain) return null;
        rules.Notice();
        var revision = (plants.Revision, rules.Revision, epoch);
        var rulesChanged = rules.Revision != _revision.Rules;
        var all = plants.All;
        var own = fleet.HasOthers || !fleet.IsLeased ? [.. all.Where(plant => fleet.Owns(plant.Id))] : all;
        var left = HandOver(own);
        var failed = Watch(
            [.. own.Where(plant => rulesChanged || _watchers.GetValueOrDefault(plant.Id)?.PlantVersion != plant.Version)]);
        var foreign = own.Count == all.Count ? [] : all.ExceptBy(own.Select(plant => plant.Id), plant => plant.Id)
            .Where(plant => plant.Value.Watched is not null).Select(plant => plant.Value.Watched!.Stream).ToFrozenSet();
        if (!foreign.SetEquals(_foreign)) _foreign = foreign;
        var ids = all.Select(plant => plant.Id).ToHashSet();
        var gone = _all.Except(ids).ToList();
        foreach (var id in gone) _watchers.Remove(id);
        (_revision, _readAt, _all) = (revision, now, ids);
        return new RosterChange(ids, gone, failed, left);
    }

    // Watchers of plants that are still there and another gateway's by now.
    private List<PlantWatcher> HandOver(IReadOnlyList<Versioned<Plant>> own)
    {
        if (!fleet.IsShared || _watchers.Count == 0) return [];
        var mine = own.Select(plant => plant.Id).ToHashSet();
        var left = _watchers.Values.Where(watcher => !mine.Contains(watcher.Plant.Id)).ToList();
        foreach (var watcher in left) _watchers.Remove(watcher.Plant.Id);
        return left;
    }

    private List<(string PlantId, Exception Exception)> Watch(IReadOnlyList<Versioned<Plant>> changed)
    {
        var failed = new List<(string PlantId, Exception Exception)>();
        var known = changed.Count < Many ? null : states.All.ToDictionary(state => state.Id);
        foreach (var plant in changed)
        {
            try
            {
                // One that cannot be read is in no list.
                var kept = known?.GetValueOrDefault(plant.Id) ?? states.Find(plant.Id);
                _watchers[plant.Id] = Watch(plant, kept);
            }
            catch (Exception exception) when (exception is not StoreUnavailableException)
            {
                _watchers.Remove(plant.Id);
                failed.Add((plant.Id, exception));
            }
        }

        return failed;
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

    private PlantWatcher Watch(Versioned<Plant> plant, Versioned<PlantState>? kept)
    {
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
/// <param name="Left">Watchers of those that another gateway watches from now on.</param>
internal sealed record RosterChange(
    IReadOnlyCollection<string> Plants, IReadOnlyList<string> Gone, IReadOnlyList<(string PlantId, Exception Exception)> Failed,
    IReadOnlyList<PlantWatcher> Left);
