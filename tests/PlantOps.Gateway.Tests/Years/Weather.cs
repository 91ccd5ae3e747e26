using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>
/// A year out of doors: days that remember the day before around Berlin's monthly means, clouds that wander, rain, and the sun.
/// Temperatures and rain are the DWD's normals of Berlin as the WMO publishes them (World Weather Information Service), hours of
/// sunshine and humidity the DWD's of Berlin-Dahlem.
/// </summary>
internal sealed class Weather
{
    private static readonly double[] Warmest = [3.3, 5.0, 9.0, 15.0, 19.6, 22.3, 25.0, 24.5, 19.3, 13.9, 7.7, 3.7];
    private static readonly double[] Coldest = [-1.9, -1.5, 1.3, 4.2, 9.0, 12.3, 14.3, 14.1, 10.6, 6.4, 2.2, -0.4];
    private static readonly double[] RainyDays = [10.0, 8.0, 9.1, 7.8, 8.9, 9.8, 8.4, 7.9, 7.8, 7.6, 9.6, 11.4];
    private static readonly double[] Rainfall = [42.3, 33.3, 40.5, 37.1, 53.8, 68.7, 55.5, 58.2, 45.1, 37.3, 43.6, 55.3];
    private static readonly double[] SunnyHours = [45, 72, 122, 158, 222, 221, 218, 210, 156, 111, 52, 37];
    private static readonly double[] Humid = [86, 82, 76, 69, 67, 67, 68, 70, 77, 82, 87, 88];
    private static readonly double[] DayLength = [8.4, 10.1, 11.9, 13.9, 15.7, 16.7, 16.2, 14.5, 12.7, 10.7, 8.9, 7.8];

    // Of the days' means: winters are wilder than summers.
    private const double MemoryOfADay = 0.78;

    /// <summary>°C.</summary>
    public double[] Temperature { get; } = new double[YearCalendar.Steps];

    /// <summary>Pressure of water vapour, kPa.</summary>
    public double[] Vapour { get; } = new double[YearCalendar.Steps];

    /// <summary>On a surface that faces the sun, lux.</summary>
    public double[] Direct { get; } = new double[YearCalendar.Steps];

    /// <summary>Of the sky, on the ground, lux.</summary>
    public double[] Sky { get; } = new double[YearCalendar.Steps];

    public double[] Azimuth { get; } = new double[YearCalendar.Steps];

    public double[] SineOfElevation { get; } = new double[YearCalendar.Steps];

    /// <summary>mm within a step.</summary>
    public double[] Rain { get; } = new double[YearCalendar.Steps];

    /// <param name="seed">The same year again for the same seed.</param>
    /// <param name="hardFrost">Days of an arctic spell, by day of the year.</param>
    public static Weather Of(int seed, (int From, int To) hardFrost)
    {
        var weather = new Weather();
        var clouds = Clouds(new Chance(seed, "clouds"));
        weather.Warm(new Chance(seed, "air"), clouds, hardFrost);
        weather.Shine(new Chance(seed, "sky"), clouds);
        weather.Pour(new Chance(seed, "rain"), clouds);
        return weather;
    }

    private static double[] Clouds(Chance chance)
    {
        var days = new double[YearCalendar.Days + 2];
        var state = 0.0;
        for (var day = 0; day < days.Length; day++)
        {
            var step = Math.Min(day * YearCalendar.StepsADay, YearCalendar.Steps - 1);
            var sunny = YearCalendar.OfMonths(SunnyHours, step) / 30.4 / YearCalendar.OfMonths(DayLength, step);
            state = chance.Next(state, 0.4, 1.6);
            days[day] = 1 / (1 + Math.Exp(Math.Log(sunny / (1 - sunny)) * 1.4 - state));
        }

        return days;
    }

    private void Warm(Chance chance, double[] clouds, (int From, int To) hardFrost)
    {
        var anomalies = new double[YearCalendar.Days + 2];
        for (var day = 1; day < anomalies.Length; day++)
        {
            var step = Math.Min((day - 1) * YearCalendar.StepsADay, YearCalendar.Steps - 1);
            var isWinter = YearCalendar.Local(step).Month is <= 3 or >= 11;
            anomalies[day] = chance.Next(anomalies[day - 1], MemoryOfADay, isWinter ? 3.8 : 3.0);
        }

        var damp = 0.0;
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            var (day, share) = (step / YearCalendar.StepsADay, step % YearCalendar.StepsADay / (double)YearCalendar.StepsADay);
            var (high, low) = (YearCalendar.OfMonths(Warmest, step), YearCalendar.OfMonths(Coldest, step));
            var anomaly = (anomalies[day] * (1 - share)) + (anomalies[day + 1] * share);
            if (day >= hardFrost.From && day <= hardFrost.To) anomaly = Math.Min(anomaly, -10) - 1;
            var swing = (high - low) / 2 * (1.45 - (0.9 * clouds[day]));
            var mean = (high + low) / 2 + anomaly;
            // Warmest at three in the afternoon by the sun.
            Temperature[step] = mean + (swing * Math.Cos(2 * Math.PI * (share - (15.0 / 24))));
            if (step % YearCalendar.StepsADay == 0) damp = chance.Next(damp, 0.6, 0.08);
            var humid = Math.Clamp((YearCalendar.OfMonths(Humid, step) / 100) + damp + (0.12 * (clouds[day] - 0.5)), 0.35, 1);
            Vapour[step] = Math.Min(VapourPressure.Saturation(mean) * humid, VapourPressure.Saturation(Temperature[step]));
        }
    }

    private void Shine(Chance chance, double[] clouds)
    {
        var wander = 0.0;
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            var sun = Sun.At(YearCalendar.TimeOf(step));
            wander = chance.Next(wander, 0.93, 0.3);
            var cloud = Math.Clamp(clouds[step / YearCalendar.StepsADay] + wander, 0, 1);
            (SineOfElevation[step], Azimuth[step]) = (sun.SineOfElevation, sun.Azimuth);
            Direct[step] = sun.ClearDirect * Math.Pow(1 - cloud, 1.5);
            Sky[step] = (sun.ClearSky * (1 - cloud)) + (sun.OvercastSky * cloud * (1 - (0.45 * cloud)));
        }
    }

    private void Pour(Chance chance, double[] clouds)
    {
        for (var day = 0; day < YearCalendar.Days; day++)
        {
            var first = day * YearCalendar.StepsADay;
            var wet = YearCalendar.OfMonths(RainyDays, first) / 30.4;
            if (!chance.Happens(Math.Min(1, wet * 2 * clouds[day]))) continue;
            var usual = YearCalendar.OfMonths(Rainfall, first) / YearCalendar.OfMonths(RainyDays, first);
            var total = -Math.Log(1 - chance.Uniform(0, 0.999)) * usual;
            var hours = chance.Uniform(0.5, 8);
            var (from, steps) = (first + (int)chance.Uniform(0, 200), (int)(hours * YearCalendar.Hour / YearCalendar.Step));
            for (var step = from; step < Math.Min(from + steps, YearCalendar.Steps); step++) Rain[step] += total / steps;
        }
    }
}
