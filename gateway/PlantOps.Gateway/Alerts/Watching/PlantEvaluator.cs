using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// Looks at every plant, each second: at new readings, at the devices' health and at the clock. What has changed is
/// committed with the alerts and the words that follow from it, so that a restart neither forgets nor repeats one.
/// Several gateways may look at the same plants: one of them is first, the others read what it wrote. Not for several threads.
/// </summary>
internal sealed class PlantEvaluator(
    PlantRoster roster, WatchedDevices devices, PlantReadings readings, PlantJudgements judgements, TimeProvider time)
{
    /// <summary>How often it is kept how far readings were looked at. After a power cut that much is looked at again.</summary>
    private const long SaveInterval = 15 * 60 * 1000;

    private long _listeningSince = long.MaxValue;
    private long _savedAt;

    /// <summary>Looks once.</summary>
    /// <param name="arrived">The devices and further soil channels of which there are new readings.</param>
    /// <param name="isStoring">Whether what devices send can be stored: if not, their silence says nothing.</param>
    /// <exception cref="StoreUnavailableException">Everything is looked at again the next time.</exception>
    public void Tick(IReadOnlySet<int> arrived, bool isStoring)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!isStoring || _listeningSince > now) _listeningSince = now;
        try
        {
            foreach (var gone in roster.Follow(now)) judgements.Forget(gone);
            foreach (var watcher in roster.Watchers) Advance(watcher, arrived, now);
            if (now - _savedAt is < 0 or >= SaveInterval)
            {
                Save();
                _savedAt = now;
            }

            judgements.Looked();
        }
        catch (StoreUnavailableException)
        {
            // What they have seen may not be on disk: begin again from what is.
            roster.Clear();
            _listeningSince = now;
            throw;
        }
    }

    /// <summary>Keeps how far readings were looked at.</summary>
    public void Save()
    {
        foreach (var beaten in judgements.Save([.. roster.Watchers.Where(watcher => watcher.HasAdvanced)])) roster.Drop(beaten);
    }

    private void Advance(PlantWatcher watcher, IReadOnlySet<int> arrived, long now)
    {
        var pace = watcher.Plant.Watched is { } watch ? devices.PaceOf(watch.Device) : default;
        watcher.Track.ListeningSince = _listeningSince;
        if (NeedsReadings(watcher, arrived, pace, now)) watcher.CatchUp(readings, pace, now);

        // That a device is silent is only known from a store that was just asked: another gateway may hear it.
        if (!watcher.IsOverdue(pace, now) || watcher.IsCaughtUp(now)) watcher.Look(devices, pace, now);

        // Another gateway was faster, or its owner has changed something: the next look begins with what is there now.
        if (watcher.IsUrgent && !judgements.TryCommit(watcher, pace)) roster.Drop(watcher);
        else judgements.Show(watcher, pace, now);
    }

    private static bool NeedsReadings(PlantWatcher watcher, IReadOnlySet<int> arrived, Pace pace, long now) =>
        watcher.Plant.Watched is { } watch
        && (arrived.Contains(watch.Stream) || !watcher.HasLooked || (watcher.IsOverdue(pace, now) && !watcher.IsCaughtUp(now)));
}
