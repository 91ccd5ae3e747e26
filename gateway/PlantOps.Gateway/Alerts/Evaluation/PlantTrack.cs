using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Everything that is watched at one plant. The same readings in the same order say the same, live or from history:
/// time is the readings' own. Not for several threads.
/// </summary>
internal sealed class PlantTrack
{
    private const string WholeReading = "reading";

    private readonly RuleTrack[] _tracks;

    // Each reading is taken apart once: a year of it is judged in a moment.
    private readonly WatchedMetric[] _metrics;
    private readonly Rhythm _rhythm;
    private readonly AirDoubts _doubts = new();
    private readonly SoilProbe _probe;
    private readonly DeviceTrack[] _deviceTracks;
    private readonly NoDataTrack? _noData;
    private readonly List<(string Rule, RuleState State)> _abandoned = [];
    private readonly List<string> _beganAnew = [];
    private readonly StreamId _stream;
    private bool _isBlind;

    public PlantTrack(IReadOnlyList<AlertRule> rules, PlantState state, TimeZoneInfo zone, Hemisphere hemisphere)
    {
        _tracks = [.. rules.Select(rule => TrackFactory.Create(rule, zone, hemisphere))];
        _rhythm = Rhythm.Of(state.Rhythms.GetValueOrDefault(WholeReading));
        _probe = SoilProbe.Of(rules.FirstOrDefault(rule => rule.Kind == RuleKind.ProbeOut)?.Warning, state.Probe);
        _metrics =
        [
            .. _tracks.OfType<MetricTrack>().GroupBy(
                track => track.Metric, (metric, tracks) => new WatchedMetric(metric, tracks, state.Rhythms, _probe)),
        ];
        Pair(Metric.Temperature, Metric.Humidity);
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

    /// <summary>
    /// Since when readings would have been heard of. Silence before says nothing, unless it was known before. 0 for history.
    /// </summary>
    public long ListeningSince { get; set; }

    public IReadOnlyList<RuleTrack> Rules => _tracks;

    /// <summary>Rules whose memory was of another version and is left out.</summary>
    public IReadOnlyList<string> BeganAnew => _beganAnew;

    private long SilentSince => _noData is { Level: > 0 } ? LastTime : Math.Max(LastTime, ListeningSince);

    /// <summary>Open alerts of rules that are not watched any more, by rule id and when they were raised.</summary>
    public IEnumerable<(string Rule, long RaisedAt)> Abandoned => _abandoned.Select(one => (one.Rule, one.State.RaisedAt));

    public bool IsUnsaved => Array.Exists(_tracks, track => track.IsUnsaved) || _abandoned.Count > 0;

    /// <summary>Whether enough has come to know how often it does.</summary>
    public bool KnowsPace => _rhythm.IsLearned;

    /// <summary>How often the device can be expected to report: as it or its owner says, else as it has done.</summary>
    public Pace Expected(Pace said) => said.IsAssumed ? _rhythm.Pace : said;

    /// <summary>
    /// Learns from what was measured before anybody watched how often it comes and how its sensors are. By time.
    /// </summary>
    public void Learn(in Reading reading)
    {
        _rhythm.Take(reading.Time);
        foreach (var metric in _metrics) metric.Learn(reading);
    }

    /// <summary>Learns that nothing came for so long: of a device that sends what it has measured all at once.</summary>
    public void LearnSilence(long milliseconds)
    {
        if (milliseconds > _rhythm.Pace.Deadline) _rhythm.Learn(milliseconds);
    }

    /// <summary>Takes a reading, if it is later than all before: an earlier one is history.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="pace">What is expected of its device.</param>
    /// <param name="fresh">Whether it is about now; of the past nothing is said.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    public void Take(in Reading reading, Pace pace, bool fresh, List<Outcome> outcomes)
    {
        if (reading.Time <= LastTime) return;
        var patience = Patience(pace);
        if (LastTime > 0 && reading.Time - LastTime > patience) Gap(reading.Time, pace, fresh, outcomes);
        _noData?.Heard(reading.Time, fresh, outcomes);
        var qualities = _doubts.Judge(reading);
        _probe.Notice(reading, qualities);
        foreach (var metric in _metrics) metric.Take(reading, qualities[metric.Metric], patience, fresh, outcomes);
        _rhythm.Take(reading.Time);
        LastTime = reading.Time;
        _isBlind = false;
    }

    /// <summary>Goes on from a time without what came before it: that cannot be read.</summary>
    public void Skip(long time)
    {
        foreach (var track in _tracks) track.Restart();
        LastTime = Math.Max(LastTime, time);
        _isBlind = true;
    }

    /// <summary>Looks at the clock: whether a reading is overdue.</summary>
    public void Tick(long now, Pace pace, List<Outcome> outcomes)
    {
        if (LastTime == 0) return;
        if (LastTime > now + Contracts.Limits.MaxClockAhead) Rewind(now);
        _noData?.Tick(SilentSince, Expected(pace).Patience, now, outcomes);
    }

    /// <summary>Takes what the device says of itself.</summary>
    public void OnHeartbeat(DeviceHeartbeat heartbeat, List<Outcome> outcomes)
    {
        foreach (var track in _deviceTracks) track.OnHeartbeat(heartbeat, outcomes);
    }

    public PlantCondition Condition(long now, Pace pace)
    {
        if (_isBlind || LastTime == 0 || now - LastTime > Expected(pace).Deadline) return PlantCondition.Unknown;
        var worst = PlantCondition.Ok;
        var isJudged = false;
        foreach (var track in _tracks)
        {
            if (ConditionOf(track, now, pace) is not { } condition) continue;
            isJudged |= track.IsOfPlant;

            // A day's light is known days later: how the plant is now does not wait for it.
            if (condition > worst && (condition != PlantCondition.Unknown || track.IsOfPlant)) worst = condition;
        }

        // That a device reports says nothing of a plant of which nothing is measured that could be judged.
        return worst == PlantCondition.Ok && !isJudged ? PlantCondition.Unknown : worst;
    }

    /// <summary>How one rule is; <see langword="null"/> where its sensor was never there.</summary>
    public PlantCondition? ConditionOf(RuleTrack track, long now, Pace pace)
    {
        if (track.KnownAt == 0 && track.Level == 0) return track.HasSeen ? PlantCondition.Unknown : null;
        var silence = Math.Min(now, LastTime) - track.KnownAt;
        if (track is MetricTrack measured && silence > measured.KnownFor(MetricOf(measured).Deadline(Patience(pace))))
            return PlantCondition.Unknown;
        return track.Level switch
        {
            0 => track.IsUndecided ? PlantCondition.Unknown : PlantCondition.Ok,
            1 => PlantCondition.Warning,
            _ => PlantCondition.Critical,
        };
    }

    public PlantState Save()
    {
        _abandoned.Clear();
        var rhythms = _metrics.ToDictionary(metric => metric.Name, metric => metric.Rhythm.Save());
        rhythms[WholeReading] = _rhythm.Save();
        return new PlantState
        {
            LastTime = LastTime,
            Stream = _stream,
            Rules = _tracks.ToDictionary(track => track.Rule.Id, track => track.Save()),
            Rhythms = rhythms,
            Probe = _probe.Save(),
        };
    }

    // What is said to come each minute and comes each hour all the same is judged by what comes.
    private long Patience(Pace pace) => Math.Max(Expected(pace).Deadline, _rhythm.IsLearned ? _rhythm.Pace.Deadline : 0);

    // Both are of one sensor, and one fault is told once. The first comes first in each reading.
    private void Pair(Metric one, Metric other)
    {
        var stuck = _tracks.OfType<StuckTrack>().ToList();
        if (stuck.Find(track => track.Metric == other) is { } second) second.Twin = stuck.Find(track => track.Metric == one);
    }

    private WatchedMetric MetricOf(MetricTrack track) => Array.Find(_metrics, metric => metric.Metric == track.Metric)!;

    private void Load(RuleTrack track, RuleState state)
    {
        if (!track.Load(state)) _beganAnew.Add(track.Rule.Id);
    }

    private void Gap(long time, Pace pace, bool fresh, List<Outcome> outcomes)
    {
        if (fresh) _noData?.Tick(SilentSince, Expected(pace).Patience, time, outcomes);
        foreach (var track in _tracks) track.Restart();
    }

    private void Rewind(long now)
    {
        LastTime = now;
        _rhythm.Rewind(now);
        foreach (var metric in _metrics) metric.Rhythm.Rewind(now);
        foreach (var track in _tracks) track.Rewind(now);
    }
}
