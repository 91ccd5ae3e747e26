using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Days in a row with less light in all than the species needs. A day counts from midnight of the plant's time zone,
/// and only where it was watched for most of it.
/// </summary>
internal sealed class LowLightTrack(AlertRule rule, TimeZoneInfo zone) : MetricTrack(rule, Metric.LightLevel)
{
    private const long Day = 24 * 60 * 60 * 1000;
    private const double MinCovered = 0.8;

    private readonly double _least = rule.Warning ?? double.NaN;
    private long _dayEnd;
    private long _lastTime;
    private double _lastLux;
    private double _luxMilliseconds;
    private long _covered;
    private int _lowDays;

    // Not an alert of a moment: the days are what must last.
    protected override long Dwell => 0;

    protected override long RecoveryDwell => 0;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood) return;
        var lux = measured.Value;
        KnownAt = measured.Time;
        if (measured.Time >= _dayEnd) EndDay(measured.Time, measured.Fresh, outcomes);
        var gap = measured.Time - _lastTime;
        if (gap <= DailyLight.MaxGap)
        {
            _luxMilliseconds += (lux + _lastLux) / 2 * gap;
            _covered += gap;
        }

        (_lastTime, _lastLux) = (measured.Time, lux);
    }

    public override void Rewind(long now)
    {
        base.Rewind(now);
        (_dayEnd, _lastTime, _luxMilliseconds, _covered) = (0, 0, 0, 0);
    }

    protected override IReadOnlyList<double> Memory() => [_dayEnd, _lastTime, _lastLux, _luxMilliseconds, _covered, _lowDays];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count != Memory().Count) return false;
        (_dayEnd, _lastTime, _lastLux) = ((long)memory[0], (long)memory[1], memory[2]);
        (_luxMilliseconds, _covered, _lowDays) = (memory[3], (long)memory[4], (int)memory[5]);
        return true;
    }

    private void EndDay(long time, bool fresh, List<Outcome> outcomes)
    {
        var dli = _luxMilliseconds / 1000 * DailyLight.MicromolesALux / 1_000_000;
        if (_covered >= MinCovered * Day)
        {
            _lowDays = dli < (IsWarning ? _least * (1 + Rule.Hysteresis) : _least) ? _lowDays + 1 : 0;
            Apply(IsWarning ? _lowDays > 0 : _lowDays * Day >= Rule.Dwell, false, new Moment(time, dli, fresh), outcomes);
        }
        else if (IsWarning != OpenSince > 0)
        {
            // Believed while nobody could be told: say it now.
            Apply(IsWarning, false, new Moment(time, dli, fresh), outcomes);
        }

        (_dayEnd, _luxMilliseconds, _covered) = (NextMidnight(time), 0, 0);
    }

    private long NextMidnight(long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone);
        var midnight = local.Date.AddDays(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }
}
