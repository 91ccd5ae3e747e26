using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// What readings tell beyond what was measured. <c>null</c> is not known: too few, too old or no readings. Times are Unix
/// milliseconds UTC.
/// </summary>
internal sealed record PlantFigures
{
    /// <summary>Whoever shows figures reads this far back, in milliseconds.</summary>
    public const long Lookback = 30L * 24 * 60 * 60 * 1000;

    private const double Day = 24 * 60 * 60 * 1000;
    private const long FreshFor = 24 * 60 * 60 * 1000;
    private const double MinCovered = 0.8;
    private const long Together = 10 * 60 * 1000;

    /// <summary>kPa.</summary>
    public double? VapourPressureDeficit { get; init; }

    /// <summary>°C.</summary>
    public double? DewPoint { get; init; }

    /// <summary>When the air was measured that both are of.</summary>
    public long? AirMeasuredAt { get; init; }

    /// <summary>Of the last whole day, mol/m².</summary>
    public double? LightYesterday { get; init; }

    /// <summary>Since midnight, mol/m².</summary>
    public double? LightToday { get; init; }

    public long? LastWatered { get; init; }

    /// <summary>Those that the soil shows, oldest first.</summary>
    public IReadOnlyList<Watering> Waterings { get; init; } = [];

    public double? DaysSinceWatering { get; init; }

    /// <summary>Points of soil moisture lost a day.</summary>
    public double? DryingRate { get; init; }

    /// <summary>Until its soil is as dry as its rule warns of, if it goes on like that.</summary>
    public double? DaysUntilDry { get; init; }

    /// <summary>The same as a range; <see langword="null"/> where nobody asked.</summary>
    public DryForecast? DryForecast { get; init; }

    /// <param name="readings">Of the device that watches the plant, in any order.</param>
    /// <param name="now">Until when; of readings that are older than a day nothing is said of now.</param>
    /// <param name="zone">Where the plant is.</param>
    /// <param name="tooDry">Soil moisture at which it needs water, %, where that is known.</param>
    public static PlantFigures Of(IReadOnlyCollection<Reading> readings, long now, TimeZoneInfo zone, double? tooDry)
    {
        var soil = Sample.Of(readings, Metric.SoilMoisture);
        var lux = Sample.Of(readings, Metric.LightLevel);
        var today = LocalDay.Start(now, zone);
        var slowest = Math.Max(DailyLight.MaxGap, Sample.Patience(lux));
        var yesterday = DailyLight.Of(lux, LocalDay.Start(now, zone, 1), today, slowest);
        var waterings = WateringDetector.Find(soil);
        var figures = WithAir(readings, now) with
        {
            LightYesterday = yesterday.Covered >= MinCovered ? yesterday.Moles : null,
            LightToday = lux.Length > 0 ? SoFar(lux, today, now, slowest) : null,
            Waterings = waterings,
            LastWatered = waterings is [.., var last] ? last.Time : null,
        };
        if (soil.Length == 0 || soil[^1].Time < now - FreshFor) return figures;
        var rate = Drying.Rate(soil, figures.LastWatered);
        return figures with
        {
            DaysSinceWatering = (now - figures.LastWatered) / Day,
            DryingRate = rate,
            DaysUntilDry = tooDry is { } low ? Drying.DaysUntil(low, soil, rate ?? RateBefore(soil, waterings)) : null,
        };
    }

    // Until there are two days since it was watered, it dries as it did before.
    private static double? RateBefore(Sample[] soil, IReadOnlyList<Watering> waterings) => waterings.Count == 0 ? null
        : Drying.Rate([.. soil.TakeWhile(sample => sample.Time < waterings[^1].Time)],
            waterings.Count > 1 ? waterings[^2].Time : null);

    // Of a day of which most is not known nobody knows how bright it was.
    private static double? SoFar(Sample[] lux, long today, long now, long slowest)
    {
        var until = Math.Min(lux[^1].Time, now);
        if (until < today || now - until > slowest) return null;
        var light = DailyLight.Of(lux, today, until, slowest);
        return light.Covered >= MinCovered ? light.Moles : null;
    }

    // Sensors may send at times of their own: the newest of each, where both are of about the same time.
    private static PlantFigures WithAir(IReadOnlyCollection<Reading> readings, long now)
    {
        var (temperatures, humidities) = (Sample.Of(readings, Metric.Temperature), Sample.Of(readings, Metric.Humidity));
        if (temperatures.Length == 0 || humidities.Length == 0) return new PlantFigures();
        var (temperature, humidity) = (temperatures[^1], humidities[^1]);
        var measuredAt = Math.Min(temperature.Time, humidity.Time);
        var apart = Math.Abs(temperature.Time - humidity.Time);
        var patience = Math.Max(Together, Math.Max(Sample.Patience(temperatures), Sample.Patience(humidities)));
        if (measuredAt < now - FreshFor || apart > patience) return new PlantFigures();
        return new PlantFigures
        {
            VapourPressureDeficit = VapourPressure.Deficit(temperature.Value, humidity.Value),
            DewPoint = Figures.DewPoint.Of(temperature.Value, humidity.Value),
            AirMeasuredAt = measuredAt,
        };
    }
}

/// <summary>Days as people at the plant's place count them.</summary>
internal static class LocalDay
{
    /// <summary>The midnight before, or so many days before that; Unix milliseconds.</summary>
    public static long Start(long time, TimeZoneInfo zone, int daysBefore = 0)
    {
        var midnight = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).Date.AddDays(-daysBefore);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }
}
