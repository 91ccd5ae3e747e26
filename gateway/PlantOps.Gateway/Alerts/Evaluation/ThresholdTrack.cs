using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A metric below or above its range. What is beyond must come back by the hysteresis to be inside again.</summary>
internal sealed class ThresholdTrack : MetricTrack
{
    private readonly double _sign;
    private readonly double _warning;
    private readonly double _critical;
    private readonly double _hysteresis;

    public ThresholdTrack(AlertRule rule, Metric metric)
        : base(rule, metric)
    {
        // "Above" is "below" with the signs turned round.
        _sign = rule.Kind == RuleKind.Low ? 1 : -1;
        _warning = _sign * (rule.Warning ?? double.NaN);
        _critical = _sign * (rule.Critical ?? double.NaN);
        _hysteresis = rule.Hysteresis;
    }

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood) return;
        KnownAt = measured.Time;
        var signed = _sign * measured.Value;
        Apply(
            signed < (IsWarning ? _warning + _hysteresis : _warning),
            signed < (IsCritical ? _critical + _hysteresis : _critical),
            new Moment(measured.Time, measured.Value, measured.Fresh),
            outcomes);
    }
}
