using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>An hour of a plant's soil and of the air around it.</summary>
/// <param name="Start">Unix milliseconds UTC.</param>
/// <param name="Level">Soil moisture, %, in the mean of the hour.</param>
/// <param name="Deficit">Vapour pressure deficit, kPa; NaN where nobody knows.</param>
internal readonly record struct SoilHour(long Start, double Level, double Deficit)
{
    public const long Length = 60 * 60 * 1000;

    public double HoursAfter(in SoilHour earlier) => (Start - earlier.Start) / (double)Length;
}

/// <summary>Hours in which a probe measured soil: without those in which it was in the air, for a while too, or frozen.</summary>
internal sealed class SoilHours
{
    // What a probe shows in the air at most; one that is not calibrated well, after it fell from far above.
    private const double Air = 3;
    private const double MostInAir = 15;
    private const double FarFall = 20;
    private const long FallsWithin = 3 * SoilHour.Length;
    private const long Forgotten = 7 * 24 * SoilHour.Length;

    private const double Freezes = 0;
    private const long Thaws = 6 * SoilHour.Length;

    private readonly List<SoilHour> _measured = [];
    private long _frozenUntil = long.MinValue;
    private (long At, double BackAbove)? _fall;

    private SoilHours(IReadOnlyList<Rollup> hours)
    {
        foreach (var hour in hours) Take(hour);
    }

    /// <summary>By time.</summary>
    public IReadOnlyList<SoilHour> Measured => _measured;

    /// <summary>Why the last hour is none of them; <see langword="null"/> where it is.</summary>
    public DryUnknown? WhyNot { get; private set; }

    /// <param name="hours">Of what watches the plant, by time.</param>
    public static SoilHours Of(IReadOnlyList<Rollup> hours) => new(hours);

    private void Take(in Rollup hour)
    {
        if (IsFrozen(hour)) _frozenUntil = hour.Start + Thaws;
        var soil = hour.Metrics[Metric.SoilMoisture];
        if (soil.Count == 0) return;
        WhyNot = hour.Start < _frozenUntil ? DryUnknown.Frozen : IsOut(hour.Start, soil) ? DryUnknown.ProbeOut : null;
        if (WhyNot is null) _measured.Add(new SoilHour(hour.Start, soil.Mean, DeficitOf(hour)));
    }

    private bool IsOut(long start, in MetricRollup soil)
    {
        if (_fall is { } fall && (soil.Mean >= fall.BackAbove || start - fall.At > Forgotten)) _fall = null;
        if (_fall is not null || soil.Min <= Air) return true;
        // Held in a hand, or pulled out and put back within the hour.
        if (soil.Min > MostInAir) return false;
        if (_measured is [.., var last] && start - last.Start <= FallsWithin && last.Level - soil.Mean >= FarFall)
            _fall = (start, (last.Level + soil.Mean) / 2);
        return _fall is not null || soil.Max - soil.Min > FarFall;
    }

    // Soil before air, as alerts have it.
    private static bool IsFrozen(in Rollup hour)
    {
        var (soil, air) = (hour.Metrics[Metric.SoilTemperature], hour.Metrics[Metric.Temperature]);
        return soil.Count > 0 ? soil.Min < Freezes : air.Count > 0 && air.Min < Freezes;
    }

    private static double DeficitOf(in Rollup hour)
    {
        var (temperature, humidity) = (hour.Metrics[Metric.Temperature], hour.Metrics[Metric.Humidity]);
        return temperature.Count > 0 && humidity.Count > 0 ? VapourPressure.Deficit(temperature.Mean, humidity.Mean) : double.NaN;
    }
}
