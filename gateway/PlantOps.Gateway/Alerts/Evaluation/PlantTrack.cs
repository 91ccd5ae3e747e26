using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Everything that is watched at one plant. The same readings in the same order say the same, live or from history:
/// time is the readings' own. Not for several threads.
/// </summary>
internal sealed class PlantTrack
{
    private readonly RuleTrack[] _tracks;

    // Each reading is taken apart once: a year of it is judged in a moment.
    private readonly (Metric Metric, MetricTrack[] Tracks)[] _metrics;
    private readonly DeviceTrack[] _deviceTracks;
    private readonly NoDataTrack? _noData;
    private readonly List<(string Rule, RuleState State)> _abandoned = [];
    private readonly List<string> _beganAnew = [];
    private readonly StreamId _stream;

    public PlantTrack(IReadOnlyList<AlertRule> rules, PlantState state, TimeZoneInfo zone)
    {
        _tracks = [.. rules.Select(rule => TrackFactory.Create(rule, zone))];
        _metrics = [.. _tracks.OfType<MetricTrack>().GroupBy(track => track.Metric, (metric, tracks) => (metric, tracks.ToArray()))];
        _deviceTracks = [.. _tracks.OfType<DeviceTrack>()];
        _noData = _tracks.OfType<NoDataTrack>().FirstOrDefault();
        (LastTime, _stream) = (state.LastTime, state.Stream);
        foreach (var (id, kept) in state.Rules)
        {
            if (Array.Find(_tracks, track => track.Rule.Id == id) is { } track) Load(track, kept);
            else if (kept.RaisedLevel > 0) _abandoned.Add((id, kept));
        }
    }

    /// <summary>Time of the latest reading that was looked at; 0 where there was none.</summary>
    public long LastTime { get; private set; }

    /// <summary>Since when readings would have been heard of. Silence before says nothing, unless it was known before. 0 for history.</summary>
    public long ListeningSince { get; set; }

    public IReadOnlyList<RuleTrack> Rules => _tracks;

    /// <summary>Rules whose memory was of another version and is left out.</summary>
    public IReadOnlyList<string> BeganAnew => _beganAnew;

    private long SilentSince => _noData is { Level: > 0 } ? LastTime : Math.Max(LastTime, ListeningSince);

    /// <summary>Open alerts of rules that are not watched any more, by rule id and when they were raised.</summary>
    public IEnumerable<(string Rule, long RaisedAt)> Abandoned => _abandoned.Select(one => (one.Rule, one.State.RaisedAt));

    public bool IsUnsaved => Array.Exists(_tracks, track => track.IsUnsaved) || _abandoned.Count > 0;

    /// <summary>Takes a reading, if it is later than all before: an earlier one is history.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="pace">What is expected of its device.</param>
    /// <param name="fresh">Whether it is about now; of the past nothing is said.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    public void Take(in Reading reading, Pace pace, bool fresh, List<Outcome> outcomes)
    {
        if (reading.Time <= LastTime) return;
        if (LastTime > 0 && reading.Time - LastTime > pace.Deadline) Gap(reading.Time, pace, fresh, outcomes);
        _noData?.Heard(reading.Time, fresh, outcomes);
        foreach (var (metric, tracks) in _metrics)
        {
            var measured = new Measurement(reading.Time, reading.Values[metric], reading.Qualities[metric], fresh);
            foreach (var track in tracks) track.Take(measured, outcomes);
        }

        LastTime = reading.Time;
    }

    /// <summary>Goes on from a time without what came before it: that cannot be read.</summary>
    public void Skip(long time)
    {
        foreach (var track in _tracks) track.Restart();
        LastTime = Math.Max(LastTime, time);
    }

    /// <summary>Looks at the clock: whether a reading is overdue.</summary>
    public void Tick(long now, Pace pace, List<Outcome> outcomes)
    {
        if (LastTime == 0) return;
        if (LastTime > now + Contracts.Limits.MaxClockAhead) Rewind(now);
        _noData?.Tick(SilentSince, pace.Deadline, now, outcomes);
    }

    /// <summary>Takes what the device says of itself.</summary>
    public void OnHeartbeat(DeviceHeartbeat heartbeat, List<Outcome> outcomes)
    {
        foreach (var track in _deviceTracks) track.OnHeartbeat(heartbeat, outcomes);
    }

    public PlantCondition Condition(long now, Pace pace)
    {
        if (LastTime == 0 || now - LastTime > pace.Deadline) return PlantCondition.Unknown;
        var worst = PlantCondition.Ok;
        var isJudged = false;
        foreach (var track in _tracks)
        {
            if (ConditionOf(track, now, pace) is not { } condition) continue;
            isJudged |= track is ThresholdTrack;
            if (condition > worst) worst = condition;
        }

        // That a device reports says nothing of a plant of which nothing is measured that could be judged.
        return worst == PlantCondition.Ok && !isJudged ? PlantCondition.Unknown : worst;
    }

    /// <summary>How one rule is; <see langword="null"/> where its sensor was never there.</summary>
    public PlantCondition? ConditionOf(RuleTrack track, long now, Pace pace)
    {
        if (track.KnownAt == 0 && track.Level == 0) return null;
        if (track is ThresholdTrack && Math.Min(now, LastTime) - track.KnownAt > pace.Deadline) return PlantCondition.Unknown;
        return track.Level switch { 0 => PlantCondition.Ok, 1 => PlantCondition.Warning, _ => PlantCondition.Critical };
    }

    public PlantState Save()
    {
        _abandoned.Clear();
        return new PlantState { LastTime = LastTime, Stream = _stream, Rules = _tracks.ToDictionary(track => track.Rule.Id, track => track.Save()) };
    }

    private void Load(RuleTrack track, RuleState state)
    {
        if (!track.Load(state)) _beganAnew.Add(track.Rule.Id);
    }

    private void Gap(long time, Pace pace, bool fresh, List<Outcome> outcomes)
    {
        if (fresh) _noData?.Tick(SilentSince, pace.Deadline, time, outcomes);
        foreach (var track in _tracks) track.Restart();
    }

    private void Rewind(long now)
    {
        LastTime = now;
        foreach (var track in _tracks) track.Rewind(now);
    }
}

/// <summary>How often a device can be expected to report, in milliseconds.</summary>
internal readonly record struct Pace(long Interval)
{
    private const long MinSlack = 15_000;

    /// <summary>How long it may be silent: two intervals may be missed, and what is sent takes a while.</summary>
    public long Deadline => (2 * Interval) + Math.Max(MinSlack, Interval / 4);
}
