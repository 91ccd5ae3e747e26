using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>
/// What a probe's values mean in the pot it is in, learned from waterings: where soil stands when what runs out has gone, and
/// where it gives no more water. Nothing is said unless both were seen several times and agree.
/// </summary>
/// <param name="Metric">Which values: raw ones, or percent of a probe that gives nothing else.</param>
/// <param name="FieldCapacity">Value half a day after a thorough watering.</param>
/// <param name="DryPoint">Value at which drying comes to an end.</param>
/// <param name="Waterings">Of how many thorough waterings it was learned.</param>
internal readonly record struct SoilScale(Metric Metric, double FieldCapacity, double DryPoint, int Waterings)
{
    /// <summary>
    /// What a calibrated probe shows at field capacity, %: the middle of what a thorough watering leaves in potting mixes. Its
    /// sources are in species.csv.
    /// </summary>
    public const double AtCapacity = 70;

    /// <summary>And where roots get no more water, %.</summary>
    public const double AtDryPoint = 10;

    private const int MinWaterings = 3;
    private const double Thorough = 30;
    private const double Agree = 12;
    private const double MinRawRange = 60;
    private const double MinPercentRange = 15;
    private const double FastFall = 20;
    private const int FallsWithin = 3;
    private const int Forgotten = 7 * 24;

    /// <summary>Raw value at 0 %, in dry air.</summary>
    public int DryRaw => (int)Math.Round(DryPoint + ((DryPoint - FieldCapacity) * AtDryPoint / (AtCapacity - AtDryPoint)));

    /// <summary>Raw value at 100 %, in water.</summary>
    public int WetRaw =>
        (int)Math.Round(FieldCapacity - ((DryPoint - FieldCapacity) * (100 - AtCapacity) / (AtCapacity - AtDryPoint)));

    /// <summary>Whether it is of raw values.</summary>
    public bool IsRaw => Metric == Metric.SoilRaw;

    /// <summary>What percent are multiplied by.</summary>
    public double Factor => (AtCapacity - AtDryPoint) / (FieldCapacity - DryPoint);

    /// <summary>What is added to percent then.</summary>
    public double Offset => AtDryPoint - (Factor * DryPoint);

    /// <summary>What the probe says; <see langword="null"/> where that is not enough.</summary>
    /// <param name="hours">Of a probe, by time.</param>
    /// <param name="metric">Raw values, the lower the wetter, or percent.</param>
    public static SoilScale? Learn(IReadOnlyList<Rollup> hours, Metric metric = Metric.SoilRaw)
    {
        var isRaw = metric == Metric.SoilRaw;
        var raw = HoursOf(hours, metric, isRaw ? 1 : -1);
        if (raw.Count < 14 * DryDown.HoursADay) return null;
        var sorted = raw.Select(hour => hour.Level).Order().ToArray();
        // The lower a raw value, the wetter. A hundredth at either end may be anything.
        var (wet, dry) = (sorted[sorted.Length / 100], sorted[^(1 + (sorted.Length / 100))]);
        if (dry - wet < (isRaw ? MinRawRange : MinPercentRange)) return null;
        var percent = InSoil([.. raw.Select(hour => hour with { Level = 100 * (dry - hour.Level) / (dry - wet) })]);
        var waterings = WateringDetector.Find(percent.Select(hour => new Sample(hour.Start, hour.Level)))
            .Where(watering => watering.After - watering.Before >= WateringDetector.MinRise).ToList();
        if (CapacityOf(percent, waterings) is not ({ } capacity, var count)) return null;
        var dryDowns = DryDown.Split(percent, [.. waterings.Select(watering => watering.Time)]);
        if (DryEnd.Of(dryDowns, capacity) is not { } end) return null;
        return new SoilScale(metric, ValueAt(capacity), ValueAt(end), count);

        double ValueAt(double level) => (dry - (level * (dry - wet) / 100)) * (isRaw ? 1 : -1);
    }

    private static List<SoilHour> HoursOf(IReadOnlyList<Rollup> hours, Metric metric, int sign)
    {
        var found = new List<SoilHour>(hours.Count);
        foreach (var hour in hours)
        {
            var (raw, temperature, humidity) =
                (hour.Metrics[metric], hour.Metrics[Metric.Temperature], hour.Metrics[Metric.Humidity]);
            if (raw.Count == 0) continue;
            var deficit = temperature.Count > 0 && humidity.Count > 0
                ? VapourPressure.Deficit(temperature.Mean, humidity.Mean) : double.NaN;
            found.Add(new SoilHour(hour.Start, sign * raw.Mean, deficit));
        }

        return found;
    }

    /// <summary>Without hours in which the probe was out: it fell faster than soil dries, until it is back.</summary>
    private static List<SoilHour> InSoil(List<SoilHour> hours)
    {
        var found = new List<SoilHour>(hours.Count);
        (long At, double Back)? fall = null;
        foreach (var hour in hours)
        {
            if (fall is { } fell && (hour.Level >= fell.Back || hour.Start - fell.At > Forgotten * SoilHour.Length)) fall = null;
            if (fall is null && Highest(found, hour) - hour.Level > FastFall)
                fall = (hour.Start, (Highest(found, hour) + hour.Level) / 2);
            if (fall is null) found.Add(hour);
        }

        return found;
    }

    private static double Highest(List<SoilHour> found, SoilHour hour)
    {
        var highest = double.NegativeInfinity;
        for (var i = found.Count - 1; i >= 0 && hour.HoursAfter(found[i]) <= FallsWithin; i--)
            highest = Math.Max(highest, found[i].Level);
        return highest;
    }

    // A little water wets the top; thorough ones all leave the same.
    private static (double? Capacity, int Count) CapacityOf(List<SoilHour> percent, List<Watering> waterings)
    {
        var levels = new List<double>();
        foreach (var watering in waterings.Where(watering => watering.After - watering.Before >= Thorough))
        {
            var (from, to) = (watering.Time + (12 * SoilHour.Length), watering.Time + (24 * SoilHour.Length));
            var after = percent.Where(hour => hour.Start >= from && hour.Start < to).Select(hour => hour.Level).ToList();
            var isAlone = !waterings.Exists(other => other.Time > watering.Time && other.Time < to);
            if (isAlone && after.Count >= 6) levels.Add(Median.Of(after));
        }

        if (levels.Count < MinWaterings) return (null, 0);
        var capacity = Median.Of(levels);
        var agreeing = levels.Where(level => Math.Abs(level - capacity) <= Agree).ToList();
        return agreeing.Count < MinWaterings || agreeing.Count < levels.Count * 2 / 3
            ? (null, 0) : (Median.Of(agreeing), agreeing.Count);
    }
}
