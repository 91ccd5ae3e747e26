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

    /// <summary>The same of a device that has been silent for long.</summary>
    private const long LookAgainAtMost = 5 * 60_000;

    /// <summary>It is asked so many times in a silence.</summary>
    private const long LooksInASilence = 60;

    private const int ReadAtOnce = 10_000;
    private const int MaxKept = 16;

    private List<Reading> _readings = [];
    private readonly List<Outcome> _outcomes = [];
    private bool _hasLearned = track.KnowsPace;
    private long _caughtUpAt;
    private long _heardAt;
    private long _savedTime = track.LastTime;

    public Plant Plant => plant.Value;

    public long PlantVersion => plant.Version;

    /// <summary>Any number, always the same of a plant.</summary>
    public uint Turn { get; } = (uint)plant.Id.GetHashCode(StringComparison.Ordinal);

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
    public bool IsCaughtUp(long now)
    {
        var again = Math.Clamp((_caughtUpAt - track.LastTime) / LooksInASilence, LookAgain, LookAgainAtMost);
        return now >= _caughtUpAt && now - _caughtUpAt < again;
    }

    /// <summary>Until when it looks for readings.</summary>
    public static long Until(long now) => now + Limits.MaxClockAhead + 1;

    /// <summary>From when on it looks for readings.</summary>
    public long From(Watch watch, long now) => First(watch, now) - (_hasLearned ? 0 : LearnedFrom);

    /// <summary>Looks at every reading that is later than those before.</summary>
    /// <param name="readings">Where they are.</param>
    /// <param name="pace">What is expected of its device.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="found">All from <see cref="From"/> on, where they were read already.</param>
    public void CatchUp(PlantReadings readings, Pace pace, long now, IReadOnlyList<Reading>? found = null)
    {
        var hasListened = HasLooked;
        _caughtUpAt = now;
        if (Plant.Watched is not { } watch) return;
        var first = First(watch, now);
        if (!_hasLearned) Learn(readings, watch.Stream, first, found);
        var silentSince = Math.Max(track.LastTime, track.ListeningSince);
        do
        {
            _readings.Clear();
            var from = Math.Max(first, track.LastTime + 1);
            if (!TryRead(readings, watch.Stream, from, Until(now), found))
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

        // Of very many plants each has looked through a week once.
        if (_readings.Capacity > MaxKept) _readings = [];
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

    private long First(Watch watch, long now) => Math.Max(track.LastTime == 0 ? now - FirstLook : track.LastTime + 1, watch.From);

    private bool TryRead(PlantReadings readings, StreamId stream, long from, long to, IReadOnlyList<Reading>? found)
    {
        if (found is null) return readings.TryRead(stream, from, to, ReadAtOnce, _readings);
        _readings.AddRange(found.Where(reading => reading.Time >= from && reading.Time < to));
        return true;
    }

    private void Learn(PlantReadings readings, StreamId stream, long until, IReadOnlyList<Reading>? found)
    {
        _hasLearned = true;
        for (var from = until - LearnedFrom; ; from = _readings[^1].Time + 1)
        {
            _readings.Clear();
            if (!TryRead(readings, stream, from, until, found)) return;
            foreach (var reading in _readings) track.Learn(reading);
            if (_readings.Count < ReadAtOnce) return;
        }
    }
}
