using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A metric that moves further within an hour than the rule allows; soil only where it falls, because a rise is watering.
/// </summary>
internal sealed class FastChangeTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    // Where readings are further apart, so are the two that show the fall.
    private const long Window = 60 * 60 * 1000;
    private const long MaxWindow = 3 * Window;
    private const int Samples = 12;
    private const long Spacing = Window / Samples;

    private readonly double _most = rule.Warning ?? double.NaN;
    private readonly bool _fallsOnly = metric == Metric.SoilMoisture;

    // A value each five minutes, oldest first, and the lowest and highest of them.
    private readonly Queue<(long Time, double Value)> _samples = new(Samples + 1);
    private long _sampledAt;
    private double _lowest = double.NaN;
    private double _highest = double.NaN;

    /// <summary>From where it has fallen just now, where it falls further than it should.</summary>
    public double? FallenFrom { get; private set; }

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        FallenFrom = null;
        if (!measured.IsGood || measured.Soil == SoilState.Frozen)
        {
            Interrupt();
            return;
        }

        KnownAt = measured.Time;
        var isOld = false;
        var window = _fallsOnly ? Math.Clamp(measured.Patience, Window, MaxWindow) : Window;
        for (; _samples.Count > 0 && _samples.Peek().Time < measured.Time - window; isOld = true) _samples.Dequeue();
        if (isOld) FindExtremes();
        var change = Change(measured.Value);
        Apply(Math.Abs(change) > _most, false, new Moment(measured.Time, change, measured.Fresh), outcomes);
        if (_fallsOnly && IsWarning && -change > _most) FallenFrom = measured.Value - change;
        if (measured.Time - _sampledAt < Spacing) return;
        _samples.Enqueue((measured.Time, measured.Value));
        _sampledAt = measured.Time;
        FindExtremes();
    }

    public override void Restart()
    {
        base.Restart();
        Forget();
    }

    public override void Rewind(long now)
    {
        base.Rewind(now);
        Forget();
        _sampledAt = 0;
    }

    protected override IReadOnlyList<double> Memory() => [.. _samples.SelectMany(sample => new[] { sample.Time, sample.Value })];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count % 2 != 0) return false;
        for (var i = 0; i < memory.Count; i += 2) _samples.Enqueue(((long)memory[i], memory[i + 1]));
        _sampledAt = _samples.Count > 0 ? _samples.Last().Time : 0;
        FindExtremes();
        return true;
    }

    /// <summary>The furthest from any value of the last hour.</summary>
    private double Change(double value)
    {
        if (_samples.Count == 0) return 0;
        var (fall, rise) = (Math.Min(0, value - _highest), _fallsOnly ? 0 : Math.Max(0, value - _lowest));
        return -fall > rise ? fall : rise;
    }

    private void FindExtremes()
    {
        (_lowest, _highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (_, value) in _samples) (_lowest, _highest) = (Math.Min(_lowest, value), Math.Max(_highest, value));
    }

    private void Forget() => _samples.Clear();
}
