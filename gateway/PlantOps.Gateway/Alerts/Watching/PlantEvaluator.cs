using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// Looks at every plant, each second: at new readings, at the devices' health and at the clock. What has changed is
/// committed with the alerts and the words that follow from it, so that a restart neither forgets nor repeats one.
/// Of several gateways each looks at plants of its own, and at none when its lease is over. Two may still look at the same for
/// a moment: one of them is first, the other reads what it wrote. Not for several threads.
/// </summary>
internal sealed class PlantEvaluator(
    WatchedPlants watched, WatchedDevices devices, PlantReadings readings, EvaluationCommitter committer, GatewayFleet fleet,
    TimeProvider time, ILogger<PlantEvaluator> logger)
{
    private const string ItemPrefix = "Evaluation of plant ";

    /// <summary>How often it is kept how far readings were looked at. After a power cut that much is looked at again.</summary>
    private const long SaveInterval = 15 * 60 * 1000;

    /// <summary>So many plants are looked at each second, besides those of which there is news.</summary>
    private const int AtOnce = 10_000;

    /// <summary>Of so many readings are asked for in one question.</summary>
    private const int ReadAtOnce = 1000;

    private long _listeningSince = long.MaxValue;
    private int _turn;
    private long _savedAt;
    private bool _isEverythingNew;
    private int _mayHaveMissed;

    /// <summary>How many plants it looks at. For several threads.</summary>
    public int Plants { get; private set; }

    /// <summary>
    /// It may not have been told of readings that came by others: all are looked for the next time. For several threads.
    /// </summary>
    public void MayHaveMissed() => Interlocked.Exchange(ref _mayHaveMissed, 1);

    /// <summary>Plants that cannot be judged; they are unknown, and tried again after a while.</summary>
    public Faults Faults { get; } = new(time, logger);

    /// <summary>Looks once.</summary>
    /// <param name="arrived">The devices and further soil channels of which there are new readings.</param>
    /// <param name="isStoring">Whether what devices send can be stored: if not, their silence says nothing.</param>
    /// <param name="stopping">Ends it between plants, where there are very many.</param>
    /// <exception cref="StoreUnavailableException">Everything is looked at again the next time.</exception>
    public void Tick(IReadOnlySet<StreamId> arrived, bool isStoring, CancellationToken stopping = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!isStoring || _listeningSince > now) _listeningSince = now;
        try
        {
            Follow(now);
            _isEverythingNew = Interlocked.Exchange(ref _mayHaveMissed, 0) == 1;
            foreach (var some in Due(arrived).Chunk(ReadAtOnce))
            {
                // What arrived is looked for at the next start.
                if (stopping.IsCancellationRequested) return;
                var found = Read(some, arrived, now);
                foreach (var watcher in some)
                {
                    // Paused or cut off meanwhile: the plants are others' by now.
                    if (!fleet.IsLeased) return;
                    if (!Faults.TryItem(ItemPrefix + watcher.Plant.Id, () => Advance(watcher, found, now))) SetAside(watcher);
                }
            }

            if (now - _savedAt is < 0 or >= SaveInterval)
            {
                Save();
                _savedAt = now;
            }

            if (fleet.IsLeased && _turn == 0) committer.Looked();
        }
        catch
        {
            // What they have seen may not be on disk: begin again from what is.
            watched.Clear();
            _listeningSince = now;
            throw;
        }
    }

    /// <summary>Keeps how far readings were looked at.</summary>
    public void Save()
    {
        var advanced = watched.Watchers.Where(watcher => watcher.HasAdvanced).ToList();
        try
        {
            Save(advanced);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            // One of them is at fault: the others are kept.
            foreach (var watcher in advanced)
            {
                if (!Faults.TryItem(ItemPrefix + watcher.Plant.Id, () => Save([watcher]))) SetAside(watcher);
            }
        }
    }

    private void Save(IReadOnlyList<PlantWatcher> watchers)
    {
        foreach (var beaten in committer.Save(watchers)) watched.Drop(beaten);
    }

    private void Follow(long now)
    {
        var change = watched.Follow(now);
        if (change is null) return;
        Plants = watched.Watchers.Count;
        Leave(change.Left);
        foreach (var gone in change.Gone) committer.Forget(gone);
        foreach (var (plantId, exception) in change.Failed)
        {
            committer.Forget(plantId);
            Faults.Note(ItemPrefix + plantId, exception);
        }

        Faults.KeepOnly(ItemPrefix, change.Plants.Select(id => ItemPrefix + id));
    }

    // So that who looks at them next need not look at the same readings again; where it has begun, it did so.
    private void Leave(IReadOnlyList<PlantWatcher> left)
    {
        if (fleet.IsLeased) committer.Save([.. left.Where(watcher => watcher.HasAdvanced)]);
    }

    private void SetAside(PlantWatcher watcher)
    {
        watched.SetAside(watcher);
        committer.Forget(watcher.Plant.Id);
    }

    // Of very many each has its turn within some seconds; those of which there is news, at once.
    private List<PlantWatcher> Due(IReadOnlySet<StreamId> arrived)
    {
        var turns = 1 + (watched.Watchers.Count / AtOnce);
        _turn = (_turn + 1) % turns;
        return
        [
            .. watched.Watchers.Where(watcher => turns == 1 || watcher.Turn % turns == _turn
                || (watcher.Plant.Watched is { } watch && (_isEverythingNew || arrived.Contains(watch.Stream)))),
        ];
    }

    // One question for many where the store is one to which questions take a while.
    private Dictionary<PlantWatcher, IReadOnlyList<Reading>?> Read(PlantWatcher[] some, IReadOnlySet<StreamId> arrived, long now)
    {
        var asked = some.Where(watcher => NeedsReadings(watcher, arrived, PaceOf(watcher), now)).ToList();
        var found = asked.Count < 2 ? null
            : readings.TryReadEach(
                [.. asked.Select(watcher => (watcher.Plant.Watched!.Stream, watcher.From(watcher.Plant.Watched, now)))],
                PlantWatcher.Until(now));
        return asked.Select((watcher, i) => KeyValuePair.Create(watcher, found?[i])).ToDictionary();
    }

    private Pace PaceOf(PlantWatcher watcher) => watcher.Plant.Watched is { } watch ? devices.PaceOf(watch.Device) : default;

    private void Advance(
        PlantWatcher watcher, Dictionary<PlantWatcher, IReadOnlyList<Reading>?> asked, long now)
    {
        var pace = PaceOf(watcher);
        watcher.Track.ListeningSince = _listeningSince;
        if (asked.TryGetValue(watcher, out var found)) watcher.CatchUp(readings, pace, now, found);

        // That a device is silent is only known from a store that was just asked: another gateway may hear it.
        if (!watcher.IsOverdue(pace, now) || watcher.IsCaughtUp(now)) watcher.Tick(devices, pace, now);

        // Another gateway was faster, or its owner has changed something: the next look begins with what is there now.
        if (watcher.IsUrgent && !fleet.IsLeased) watched.Drop(watcher);
        else if (watcher.IsUrgent && !committer.TryCommit(watcher, watcher.Track.Expected(pace))) watched.Drop(watcher);
        else committer.Show(watcher, pace, now);
    }

    private bool NeedsReadings(PlantWatcher watcher, IReadOnlySet<StreamId> arrived, Pace pace, long now) =>
        watcher.Plant.Watched is { } watch
        && (_isEverythingNew || arrived.Contains(watch.Stream) || !watcher.HasLooked
            || (watcher.IsOverdue(pace, now) && !watcher.IsCaughtUp(now)));
}
