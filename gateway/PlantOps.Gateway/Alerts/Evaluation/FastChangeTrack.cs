using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A metric that moves further within an hour than the rule allows; soil only where it falls, because a rise is watering.</summary>
internal sealed class FastChangeTrack(AlertRule rule, Metric metric) : RuleTrack(rule)
{
    private const long Window = 60 * 60 * 1000;
    private const int Samples = 12;
    private const long Spacing = Window / Samples;

    private readonly double _most = rule.Warning ?? double.NaN;
    private readonly bool _fallsOnly = metric == Metric.SoilMoisture;

    // A value each five minutes, oldest first.
    private readonly Queue<(long Time, double Value)> _samples = new(Samples + 1);
    private long _sampledAt;

    public override void Take(in Reading reading, bool fresh, List<Outcome> outcomes)
    {
        var value = reading.Values[metric];
        if (double.IsNaN(value) || reading.Qualities[metric] != Quality.Ok) return;
        KnownAt = reading.Time;
        while (_samples.Count > 0 && _samples.Peek().Time < reading.Time - Window) _samples.Dequeue();
        var change = Change(value);
        Settle(Math.Abs(change) > _most, false, new Moment(reading.Time, change, fresh), outcomes);
        if (reading.Time - _sampledAt < Spacing) return;
        _samples.Enqueue((reading.Time, value));
        _sampledAt = reading.Time;
    }

    public override void Restart()
    {
        base.Restart();
        _samples.Clear();
    }

    public override void Rewind(long now)
    {
        base.Rewind(now);
        _samples.Clear();
        _sampledAt = 0;
    }

    protected override IReadOnlyList<double> Memory() => [.. _samples.SelectMany(sample => new[] { sample.Time, sample.Value })];

    protected override void Remember(IReadOnlyList<double> memory)
    {
        for (var i = 0; i + 1 < memory.Count; i += 2) _samples.Enqueue(((long)memory[i], memory[i + 1]));
        _sampledAt = _samples.Count > 0 ? _samples.Last().Time : 0;
    }

    /// <summary>The furthest from any value of the last hour.</summary>
    private double Change(double value)
    {
        var furthest = 0d;
        foreach (var (_, before) in _samples)
        {
            var change = value - before;
            if (_fallsOnly && change > 0) continue;
            if (Math.Abs(change) > Math.Abs(furthest)) furthest = change;
        }

        return furthest;
    }
}
