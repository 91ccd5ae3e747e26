using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A soil probe that measures air. Where its fall was seen, that was said already: a day later it is said that it is
/// still out.
/// </summary>
internal sealed class ProbeOutTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    private const long Day = 24 * 60 * 60 * 1000;

    private readonly double _air = rule.Warning ?? double.NaN;
    private bool _fallWasSeen;

    protected override long Dwell => _fallWasSeen ? Math.Max(Day, Rule.Dwell) : Rule.Dwell;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood || measured.Soil == SoilState.Frozen) return;
        KnownAt = measured.Time;
        _fallWasSeen = measured.FallWasSeen;
        var isOut = measured.Value <= (IsWarning ? _air + Rule.Hysteresis : _air)
            || (measured.FallWasSeen && measured.Soil == SoilState.Out);
        Apply(isOut, false, new Moment(measured.Time, measured.Value, measured.Fresh), outcomes);
    }
}
