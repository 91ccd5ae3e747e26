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

    /// <summary>So many states are read at once.</summary>
    private const int ReadAtOnce = 1000;

    private static readonly (long Plants, long Rules, long Epoch) Unread = (-1, -1, -2);

    private readonly Dictionary<string, PlantWatcher> _watchers = [];

    /// <summary>Plants that have no watcher and should have one.</summary>
    private readonly HashSet<string> _unwatched = [];

    private readonly Dictionary<string, IReadOnlyList<AlertRule>> _bySpecies = [];

    private IReadOnlyList<Versioned<Plant>> _all = [];
    private volatile FrozenSet<StreamId> _foreign = [];
    private (long Plants, long Rules, long Epoch) _revision = Unread;
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
        var change = rulesChanged || epoch != _revision.Epoch ? Roster(all, rulesChanged) : Changes(all);
        (_revision, _readAt, _all) = (revision, now, all);
        return change;
    }

    // Who watches what may be all different.
    private RosterChange Roster(IReadOnlyList<Versioned<Plant>> all, bool rulesChanged)
    {
        var own = fleet.HasOthers || !fleet.IsLeased ? [.. all.Where(plant => fleet.Owns(plant.Id))] : all;
        var left = HandOver(own);
        _unwatched.Clear();
        if (rulesChanged) _bySpecies.Clear();
        var failed = Watch(
            [.. own.Where(plant => rulesChanged || _watchers.GetValueOrDefault(plant.Id)?.PlantVersion != plant.Version)]);
        var mine = own.Count == all.Count ? null : own.Select(plant => plant.Id).ToHashSet();
        FindForeign(mine is null ? [] : all.Where(plant => !mine.Contains(plant.Id)));
        var gone = _all.Select(plant => plant.Id).Except(all.Select(plant => plant.Id)).ToList();
        foreach (var id in gone) Forget(id);
        return new RosterChange(all.Select(plant => plant.Id), gone, failed, left);
    }

    // The same gateways and rules: only plants that have changed are looked at, however many there are.
    private RosterChange Changes(IReadOnlyList<Versioned<Plant>> all)
    {
        var (changed, gone, known) = (new List<Versioned<Plant>>(), new List<string>(), 0);
        foreach (var plant in all)
        {
            while (known < _all.Count && string.CompareOrdinal(_all[known].Id, plant.Id) < 0) gone.Add(_all[known++].Id);
            var before = known < _all.Count && _all[known].Id == plant.Id ? _all[known++] : null;
            if (before?.Version != plant.Version || (_unwatched.Count > 0 && _unwatched.Contains(plant.Id))) changed.Add(plant);
        }

        for (; known < _all.Count; known++) gone.Add(_all[known].Id);
        var isAlone = !fleet.HasOthers && fleet.IsLeased;
        var own = isAlone ? changed : [.. changed.Where(plant => fleet.Owns(plant.Id))];
        var failed = Watch(own);
        foreach (var id in gone) Forget(id);
        var others = changed.Except(own);
        if (own.Any(plant => plant.Value.Watched is { } watch && _foreign.Contains(watch.Stream))
            || others.Any(plant => plant.Value.Watched is { } watch && !_foreign.Contains(watch.Stream)))
            FindForeign(all.Where(plant => !fleet.Owns(plant.Id)));
        return new RosterChange(all.Select(plant => plant.Id), gone, failed, []);
    }

    private void FindForeign(IEnumerable<Versioned<Plant>> others)
    {
        var foreign = others.Where(plant => plant.Value.Watched is not null)
            .Select(plant => plant.Value.Watched!.Stream).ToFrozenSet();
        if (!foreign.SetEquals(_foreign)) _foreign = foreign;
    }

    private void Forget(string plantId)
    {
        _watchers.Remove(plantId);
        _unwatched.Remove(plantId);
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
        foreach (var some in changed.Chunk(ReadAtOnce))
        {
            var kept = states.Find([.. some.Select(plant => plant.Id)]).ToDictionary(state => state.Id);
            foreach (var plant in some)
            {
                try
                {
                    _watchers[plant.Id] = Watch(plant, kept.GetValueOrDefault(plant.Id));
                    _unwatched.Remove(plant.Id);
                }
                catch (Exception exception) when (exception is not StoreUnavailableException)
                {
                    Without(plant.Id);
                    failed.Add((plant.Id, exception));
                }
            }
        }

        return failed;
    }

    /// <summary>What a plant's watcher has seen is not what is on disk: it begins again from there.</summary>
    public void Drop(PlantWatcher watcher)
    {
        Without(watcher.Plant.Id);
        _revision.Plants = -1;
    }

    /// <summary>A plant cannot be judged: it is tried again when plants are next read.</summary>
    public void SetAside(PlantWatcher watcher) => Without(watcher.Plant.Id);

    public void Clear()
    {
        _watchers.Clear();
        _unwatched.Clear();
        _revision = Unread;
    }

    private void Without(string plantId)
    {
        _watchers.Remove(plantId);
        _unwatched.Add(plantId);
    }

    private PlantWatcher Watch(Versioned<Plant> plant, Versioned<PlantState>? kept)
    {
        var state = kept?.Value ?? new PlantState();
        if (plant.Value.Watched is { } watch) state = state.For(watch.Stream);
        var zone = options.Value.TimeZone;
        var track = new PlantTrack(RulesOf(plant.Value), state, zone, seasons.Value.HemisphereOf(zone));
        foreach (var rule in track.BeganAnew) Log.BeganAnew(logger, rule, plant.Id);
        return new PlantWatcher(plant, track, kept?.Version ?? 0);
    }

    // Those that have none of their own share what holds for their species.
    private IReadOnlyList<AlertRule> RulesOf(Plant plant)
    {
        if (plant.Rules.Count > 0 || plant.Watched is null) return rules.Of(plant);
        var species = plant.Species ?? string.Empty;
        return _bySpecies.TryGetValue(species, out var known) ? known : _bySpecies[species] = rules.Of(plant);
    }

    private static partial class Log
    {
        [LoggerMessage(
            4004, LogLevel.Warning, "Rule {Rule} of plant {Plant} begins anew: what it remembered is of another version")]
        public static partial void BeganAnew(ILogger logger, string rule, string plant);
    }
}

/// <summary>What has changed about the plants that are watched.</summary>
/// <param name="Plants">All that there are.</param>
/// <param name="Gone">Those that are no more.</param>
/// <param name="Failed">Those that cannot be watched now.</param>
/// <param name="Left">Watchers of those that another gateway watches from now on.</param>
internal sealed record RosterChange(
    IEnumerable<string> Plants, IReadOnlyList<string> Gone, IReadOnlyList<(string PlantId, Exception Exception)> Failed,
    IReadOnlyList<PlantWatcher> Left);
