using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A metric whose mean over the rule's dwell is below or above its range: air that is dry for an afternoon harms nothing. The
/// mean is by time, and known where at least three quarters of it were measured.
/// </summary>
internal sealed class MeanTrack : MetricTrack
{
    private const long Hour = 60 * 60 * 1000;
    private const double MinCovered = 0.75;

    private readonly double _sign;
    private readonly double _warning;
    private readonly double _critical;

    // What came in each hour, oldest first: value by milliseconds, and milliseconds.
    private readonly Queue<(long Hour, double Sum, long Covered)> _hours = new();
    private (long Hour, double Sum, long Covered) _now;
    private double _sum;
    private long _covered;
    private long _lastTime;
    private double _lastValue;

    public MeanTrack(AlertRule rule, Metric metric)
        : base(rule, metric)
    {
        _sign = rule.Kind == RuleKind.Low ? 1 : -1;
        _warning = _sign * (rule.Warning ?? double.NaN);
        _critical = _sign * (rule.Critical ?? double.NaN);
    }

    /// <summary>Whether a rule is judged by the mean; one that its owner wants at once is not.</summary>
    public static bool Judges(AlertRule rule, Metric metric) => metric == Metric.Humidity && rule.Dwell >= 6 * Hour;

    public override bool IsOfPlant => true;

    // The mean lasts by itself.
    protected override long Dwell => 0;

    protected override long RecoveryDwell => 0;

    public override long KnownFor(long patience) => patience;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood)
        {
            _lastTime = 0;
            return;
        }

        if (_lastTime > 0 && measured.Time - _lastTime <= Math.Max(measured.Patience, Hour)) Add(measured.Time, measured.Value);
        (_lastTime, _lastValue) = (measured.Time, measured.Value);
        Drop(measured.Time - Rule.Dwell);
        var covered = _covered + _now.Covered;
        if (covered < MinCovered * Rule.Dwell) return;
        KnownAt = measured.Time;
        var mean = (_sum + _now.Sum) / covered;
        var signed = _sign * mean;
        Apply(
            signed < (IsWarning ? _warning + Rule.Hysteresis : _warning),
            signed < (IsCritical ? _critical + Rule.Hysteresis : _critical),
            new Moment(measured.Time, mean, measured.Fresh) { Since = measured.Time - Rule.Dwell },
            outcomes);
    }

    public override void Rewind(long now)
    {
        base.Rewind(now);
        _hours.Clear();
        (_now, _sum, _covered, _lastTime) = (default, 0, 0, 0);
    }

    protected override IReadOnlyList<double> Memory() => _lastTime == 0 && _hours.Count == 0
        ? []
        : [_lastTime, _lastValue, .. _hours.Append(_now).SelectMany(hour => new double[] { hour.Hour, hour.Sum, hour.Covered })];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count % 3 != 2) return false;
        (_lastTime, _lastValue) = ((long)memory[0], memory[1]);
        for (var i = 2; i < memory.Count; i += 3) Open(((long)memory[i], memory[i + 1], (long)memory[i + 2]));
        return true;
    }

    private void Add(long time, double value)
    {
        var (from, mean) = (_lastTime, (value + _lastValue) / 2);
        while (from < time)
        {
            if (from / Hour != _now.Hour) Open((from / Hour, 0, 0));
            var to = Math.Min(time, (_now.Hour + 1) * Hour);
            _now = (_now.Hour, _now.Sum + (mean * (to - from)), _now.Covered + to - from);
            from = to;
        }
    }

    private void Open((long Hour, double Sum, long Covered) hour)
    {
        if (_now.Covered > 0)
        {
            _hours.Enqueue(_now);
            (_sum, _covered) = (_sum + _now.Sum, _covered + _now.Covered);
        }

        _now = hour;
    }

    private void Drop(long before)
    {
        while (_hours.Count > 0 && (_hours.Peek().Hour + 1) * Hour <= before)
        {
            var old = _hours.Dequeue();
            (_sum, _covered) = (_sum - old.Sum, _covered - old.Covered);
        }

        // Sums of what came and went do not add up to nothing.
        if (_hours.Count == 0) (_sum, _covered) = (0, 0);
    }
}
