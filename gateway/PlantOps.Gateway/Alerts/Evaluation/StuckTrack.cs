using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// A sensor that gives the very same value for longer than it ever does, or of which the device says so. A sensor of whole
/// percent or degrees says the same for days in a quiet room; one of tenths does not for a day. What it has shown so far
/// counts: after a run that ended with its smallest step it was not stuck.
/// </summary>
internal sealed class StuckTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    private const long Day = 24 * 60 * 60 * 1000;
    private const long Never = long.MaxValue / 4;

    // A DHT22 in damp air and a calibrated probe in air rest at their ends; at night it is dark.
    private const double Ends = 0.5;

    /// <summary>So many readings say the same by chance, however far apart they are.</summary>
    private const int MinSame = 72;

    private const int MinSameAtEnds = 24;

    /// <summary>How much longer than the longest run so far it must be, and for how long that is remembered.</summary>
    private const int TimesLongest = 4;

    private const long Remembered = 30 * Day;
    private const double SmallSteps = 5;

    private double _last = double.NaN;
    private double _step = double.NaN;
    private long _since;
    private long _at;
    private int _same;
    private long _longest;
    private long _longestAt;
    private bool _said;

    /// <summary>Of the other metric of the same sensor, which says it for both.</summary>
    public StuckTrack? Twin { get; set; }

    protected override long Dwell
    {
        get
        {
            // Its owner, and the device itself, know better.
            if (_said || Rule.Dwell != Day) return Rule.Dwell;
            if (IsAtEnd) return _same < MinSameAtEnds ? Never : Day * 3 / 2;
            if (_same < MinSame) return Never;
            return Math.Max(Math.Max(Rule.Dwell, IsCoarse ? QuietFor : 0), TimesLongest * _longest);
        }
    }

    // Soil of exactly 100 % is too wet for a day, and not for days.
    private bool IsAtEnd => Metric == Metric.SoilMoisture && _last == 100;

    private bool IsCoarse => Metric switch
    {
        Metric.Temperature => double.IsNaN(_step) ? double.IsInteger(_last) : _step >= 0.5,
        Metric.Humidity or Metric.SoilMoisture => double.IsNaN(_step) ? double.IsInteger(_last) : _step >= 1,
        _ => false,
    };

    // Soil that does not move for a week has neither dried nor been watered; a room may be the same for longer.
    private long QuietFor => Metric == Metric.SoilMoisture ? 7 * Day : 12 * Day;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        var value = measured.Value;
        if (double.IsNaN(value) || IsOther(measured)) return;
        _said = measured.Quality == Quality.Stuck;
        var same = value == _last && !IsAtRest(value);
        Follow(measured.Time, value);
        if (_said || !same) KnownAt = measured.Time;
        var isTold = Twin is { Level: > 0 };
        Apply((_said || same) && !isTold, false, new Moment(measured.Time, value, measured.Fresh), outcomes);
    }

    public override void Learn(long time, double value) => Follow(time, value);

    protected override IReadOnlyList<double> Memory() =>
        double.IsNaN(_last) ? [] : [_last, double.IsNaN(_step) ? 0 : _step, _since, _at, _same, _longest, _longestAt];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count is not (1 or 7)) return false;
        _last = memory[0];
        if (memory.Count == 1) return true;
        _step = memory[1] == 0 ? double.NaN : memory[1];
        (_since, _at, _same) = ((long)memory[2], (long)memory[3], (int)memory[4]);
        (_longest, _longestAt) = ((long)memory[5], (long)memory[6]);
        return true;
    }

    // What another fault or frozen soil shows.
    private static bool IsOther(in Measurement measured) => measured.Soil == SoilState.Frozen
        || measured.Quality is Quality.Missing or Quality.Implausible or Quality.Unsettled;

    private void Follow(long time, double value)
    {
        if (value == _last)
        {
            (_at, _same) = (time, _same + 1);
            return;
        }

        if (!double.IsNaN(_last)) EndRun(time, Math.Abs(value - _last));
        (_last, _since, _at, _same) = (value, time, time, 0);
    }

    private void EndRun(long time, double step)
    {
        if (double.IsNaN(_step) || step < _step) _step = step;
        var run = _at - _since;
        var wentOn = step <= _step * SmallSteps && !IsAtRest(_last) && !IsAtEnd;
        if (wentOn && (run > _longest || time - _longestAt > Remembered)) (_longest, _longestAt) = (run, time);
    }

    private bool IsAtRest(double value) => Metric switch
    {
        Metric.Humidity => value is <= Ends or >= 100 - Ends,
        Metric.SoilMoisture => value is <= Ends or (>= 100 - Ends and not 100),
        Metric.LightLevel => value <= Ends,
        _ => false,
    };
}
