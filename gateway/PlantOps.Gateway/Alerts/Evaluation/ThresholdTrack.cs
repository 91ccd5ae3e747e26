using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A metric below or above its range. What is beyond must come back by the hysteresis to be inside again. Soil that is left dry
/// while its plant rests is not too dry.
/// </summary>
internal sealed class ThresholdTrack : MetricTrack
{
    private const long AtOnce = 30 * 60 * 1000;

    private readonly double _sign;
    private readonly double _warning;
    private readonly double _critical;
    private readonly double _hysteresis;
    private readonly DryRest? _rest;
    private int _doubted;
    private bool _hasSeen;

    public ThresholdTrack(AlertRule rule, Metric metric, DryRest? rest)
        : base(rule, metric)
    {
        // "Above" is "below" with the signs turned round.
        _sign = rule.Kind == RuleKind.Low ? 1 : -1;
        _warning = _sign * (rule.Warning ?? double.NaN);
        _critical = _sign * (rule.Critical ?? double.NaN);
        _hysteresis = rule.Hysteresis;
        _rest = rest;
    }

    public override bool IsOfPlant => true;

    public override bool HasSeen => _hasSeen;

    public override long KnownFor(long patience) => patience;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood || measured.Soil != SoilState.Measured)
        {
            Doubt();
            _hasSeen |= !double.IsNaN(measured.Value);
            return;
        }

        _doubted = 0;
        KnownAt = measured.Time;
        var signed = _sign * measured.Value;
        var rest = _rest?.At(measured.Time) ?? RestWatering.AsAlways;
        Apply(
            rest == RestWatering.AsAlways && signed < (IsWarning ? _warning + _hysteresis : _warning),
            rest != RestWatering.None && signed < (IsCritical ? _critical + _hysteresis : _critical),
            new Moment(measured.Time, measured.Value, measured.Fresh),
            outcomes);
    }

    // One torn reading in a day says nothing of the rest of it; within minutes it does.
    private void Doubt()
    {
        _doubted++;
        if (Rule.Dwell <= AtOnce || _doubted > 1) Interrupt();
    }
}
