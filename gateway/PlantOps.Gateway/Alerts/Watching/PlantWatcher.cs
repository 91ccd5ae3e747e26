using PlantOps.Contracts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>One plant that is watched now, what its rules remember, and what of it is on disk. Not for several threads.</summary>
internal sealed class PlantWatcher(Versioned<Plant> plant, PlantTrack track, long stateVersion)
{
    /// <summary>How far back a plant's first look goes, so that what is so is known at once. Nothing is said of it.</summary>
    private const long FirstLook = 8 * Day;

    /// <summary>From how far back it is learned how often a device reports and how its sensors are.</summary>
    public const long LearnedFrom = 7 * Day;

    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>How often the store is asked for what came by another gateway.</summary>
    private const long LookAgain = 15_000;

    private const int ReadAtOnce = 10_000;

    private readonly List<Reading> _readings = [];
    private readonly List<Outcome> _outcomes = [];
    private bool _hasLearned = track.KnowsPace;
    private long _caughtUpAt;
    private long _heardAt;
    private long _savedTime = track.LastTime;

    public Plant Plant => plant.Value;

    public long PlantVersion => plant.Version;

    public PlantTrack Track => track;

    public long StateVersion { get; private set; } = stateVersion;

    /// <summary>What there is to say and is not on disk yet.</summary>
    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    /// <summary>Whether there is something that must not be forgotten.</summary>
    public bool IsUrgent => _outcomes.Count > 0 || track.IsUnsaved;

    /// <summary>Whether a restart would look at readings again.</summary>
    public bool HasAdvanced => track.LastTime != _savedTime;

    public bool IsOverdue(Pace pace, long now) => now - track.LastTime > track.Expected(pace).Deadline;

    /// <summary>Whether the store was ever asked.</summary>
    public bool HasLooked => _caughtUpAt != 0;

    /// <summary>Whether the store was asked just now.</summary>
    public bool IsCaughtUp(long now) => now - _caughtUpAt is >= 0 and < LookAgain;

    /// <summary>Looks at every reading that is later than those before.</summary>
    public void CatchUp(PlantReadings readings, Pace pace, long now)
    {
        var hasListened = HasLooked;
        _caughtUpAt = now;
        if (Plant.Watched is not { } watch) return;
        var first = Math.Max(track.LastTime == 0 ? now - FirstLook : track.LastTime + 1, watch.From);
        if (!_hasLearned) Learn(readings, watch.Stream, first);
        var silentSince = Math.Max(track.LastTime, track.ListeningSince);
        do
        {
            _readings.Clear();
            var from = Math.Max(first, track.LastTime + 1);
            if (!readings.TryRead(watch.Stream, from, now + Limits.MaxClockAhead + 1, ReadAtOnce, _readings))
            {
                track.Skip(now);
                return;
            }

            // What came late is all the silence that there was.
            if (hasListened && track.LastTime > 0 && _readings.Count > 1) track.LearnSilence(now - silentSince);
            hasListened = false;
            foreach (var reading in _readings)
                track.Take(reading, pace, now - reading.Time <= track.Expected(pace).Deadline, _outcomes);
        }
        while (_readings.Count == ReadAtOnce);
    }

    /// <summary>Looks at the device's health, if there is news of it, and at the clock.</summary>
    public void Tick(WatchedDevices devices, Pace pace, long now)
    {
        if (Plant.Watched is not { } watch) return;
        if (devices.HeartbeatOf(watch.Device) is { } heartbeat && heartbeat.ReceivedAt != _heardAt)
        {
            _heardAt = heartbeat.ReceivedAt;
            track.OnHeartbeat(heartbeat, _outcomes);
        }

        track.Tick(now, pace, _outcomes);
    }

    /// <summary>All of it is on disk.</summary>
    public void Saved()
    {
        StateVersion++;
        _savedTime = track.LastTime;
        _outcomes.Clear();
    }

    private void Learn(PlantReadings readings, StreamId stream, long until)
    {
        _hasLearned = true;
        for (var from = until - LearnedFrom; ; from = _readings[^1].Time + 1)
        {
            _readings.Clear();
            if (!readings.TryRead(stream, from, until, ReadAtOnce, _readings)) return;
            foreach (var reading in _readings) track.Learn(reading);
            if (_readings.Count < ReadAtOnce) return;
        }
    }
}
