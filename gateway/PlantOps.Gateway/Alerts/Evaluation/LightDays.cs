using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A rule about the light of whole days, from midnight to midnight of the plant's time zone. A day counts where it was watched
/// for most of it, by however slow a sensor: what it does not send for as long as usual has not changed much.
/// </summary>
internal abstract class LightDays(AlertRule rule, TimeZoneInfo zone) : MetricTrack(rule, Metric.LightLevel)
{
    public const long Day = 24 * 60 * 60 * 1000;

    private const double MinCovered = 0.8;

    // The last day that counted is known for two more.
    private const long KnownDays = 3 * Day;

    private long _dayEnd;
    private long _lastTime;
    private double _luxMilliseconds;
    private long _covered;

    public override bool HasSeen => _lastTime > 0;

    // Not an alert of a moment: the days are what must last.
    protected override long Dwell => 0;

    protected override long RecoveryDwell => 0;

    /// <summary>How many days must be so.</summary>
    protected int Days => (int)Math.Max(1, Rule.Dwell / Day);

    protected double LastLux { get; private set; }

    /// <summary>Light since midnight, mol/m².</summary>
    protected double SinceMidnight => _luxMilliseconds / 1000 * DailyLight.MicromolesALux / 1_000_000;

    public override long KnownFor(long patience) => KnownDays;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (!measured.IsGood) return;
        if (measured.Time >= _dayEnd) EndDay(measured.Time, measured.Fresh, outcomes);
        var gap = measured.Time - _lastTime;
        if (gap <= Math.Max(DailyLight.MaxGap, measured.Patience))
        {
            _luxMilliseconds += (measured.Value + LastLux) / 2 * gap;
            _covered += gap;
            Pass(gap, measured, outcomes);
        }

        (_lastTime, LastLux) = (measured.Time, measured.Value);
    }

    public override void Rewind(long now)
    {
        base.Rewind(now);
        (_dayEnd, _lastTime, _luxMilliseconds, _covered) = (0, 0, 0, 0);
    }

    /// <summary>Some of the day has passed.</summary>
    /// <param name="gap">So many milliseconds.</param>
    /// <param name="measured">At their end.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    protected virtual void Pass(long gap, in Measurement measured, List<Outcome> outcomes)
    {
    }

    /// <summary>A day is over.</summary>
    /// <param name="isKnown">Whether it was watched for most of it.</param>
    /// <param name="moment">When that was noticed; the value is its light, mol/m².</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    protected abstract void End(bool isKnown, in Moment moment, List<Outcome> outcomes);

    /// <summary>Remembered before what each kind adds: five numbers.</summary>
    protected IEnumerable<double> DayMemory() => [_dayEnd, _lastTime, LastLux, _luxMilliseconds, _covered];

    protected void RememberDay(IReadOnlyList<double> memory)
    {
        (_dayEnd, _lastTime, LastLux) = ((long)memory[0], (long)memory[1], memory[2]);
        (_luxMilliseconds, _covered) = (memory[3], (long)memory[4]);
    }

    private void EndDay(long time, bool fresh, List<Outcome> outcomes)
    {
        if (_dayEnd > 0) End(_covered >= MinCovered * Day, new Moment(time, SinceMidnight, fresh), outcomes);
        (_dayEnd, _luxMilliseconds, _covered) = (NextMidnight(time), 0, 0);
    }

    private long NextMidnight(long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone);
        var midnight = local.Date.AddDays(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }
}
