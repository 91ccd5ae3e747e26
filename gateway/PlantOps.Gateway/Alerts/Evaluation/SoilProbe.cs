using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Where a soil probe is: what it shows in the air, or in frozen soil, whose ice it takes for air, says nothing of how dry a
/// plant is.
/// </summary>
internal sealed class SoilProbe
{
    /// <summary>
    /// Most that a probe shows in the air, %: it is calibrated to 0 there. Roots take no water from drier soil
    /// either.
    /// </summary>
    public const double Air = 3;

    // A probe that is not calibrated well, after it fell from far above.
    private const double MostInAir = 15;

    private const double Freezes = 0;

    /// <summary>Soil thaws later than the air.</summary>
    private const long Thaws = 6 * 60 * 60 * 1000;

    private const double InSoil = -1;

    private double _air;
    private double _backAbove = InSoil;
    private long _frozenUntil;

    /// <summary>Whether it fell out of the soil, which was seen as it happened.</summary>
    public bool HasFallen => _backAbove > 0;

    /// <param name="air">Most that it shows in the air, %; <see langword="null"/> where nobody asks.</param>
    /// <param name="kept">What was known of it.</param>
    public static SoilProbe Of(double? air, IReadOnlyList<double> kept)
    {
        var probe = new SoilProbe { _air = air ?? InSoil };
        if (kept is [var backAbove, var frozenUntil]) (probe._backAbove, probe._frozenUntil) = (backAbove, (long)frozenUntil);
        return probe;
    }

    public IReadOnlyList<double> Save() => [_backAbove, _frozenUntil];

    /// <summary>Takes what of a reading tells of frost, soil before air.</summary>
    public void Notice(in Reading reading, MetricQualities qualities)
    {
        if (Good(reading, qualities, Metric.SoilTemperature) is { } soil)
        {
            _frozenUntil = soil < Freezes ? reading.Time + Thaws : 0;
        }
        else if (Good(reading, qualities, Metric.Temperature) < Freezes)
        {
            _frozenUntil = reading.Time + Thaws;
        }
    }

    public SoilState StateAt(long time, double moisture)
    {
        if (moisture >= _backAbove && HasFallen) _backAbove = InSoil;
        if (time < _frozenUntil) return SoilState.Frozen;
        return moisture <= _air || moisture < _backAbove ? SoilState.Out : SoilState.Measured;
    }

    /// <summary>It fell further than soil does within an hour.</summary>
    /// <param name="from">Before, %.</param>
    /// <param name="to">Now, %.</param>
    public void Fall(double from, double to)
    {
        if (to <= MostInAir && !HasFallen) _backAbove = (from + to) / 2;
    }

    private static double? Good(in Reading reading, MetricQualities qualities, Metric metric) =>
        qualities[metric] == Quality.Ok && !double.IsNaN(reading.Values[metric]) ? reading.Values[metric] : null;
}

/// <summary>What a soil probe measures.</summary>
internal enum SoilState
{
    /// <summary>Soil.</summary>
    Measured,

    /// <summary>Air: it is out of the soil.</summary>
    Out,

    /// <summary>Ice.</summary>
    Frozen,
}
