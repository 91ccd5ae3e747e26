using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.VirtualDevice.Plant;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>
/// A year that never was, of one plant. The same plan, seed and time give the same one. The air is that of the device which goes
/// on from there; the further away a day is in the year, the warmer and lighter it was.
/// </summary>
/// <param name="Readings">By time.</param>
/// <param name="Waterings">When somebody watered it, Unix milliseconds UTC.</param>
internal sealed record MadeUpPast(IReadOnlyList<Reading> Readings, IReadOnlyList<long> Waterings)
{
    private const long Minute = 60_000;
    private const double Day = 24 * 60 * Minute;

    /// <summary>The longest between two readings: the chart of a year shows no more, those of a month and of a day do.</summary>
    public const long Step = 60 * Minute;

    private const long MonthStep = 30 * Minute;
    private const double MonthDays = 35;
    private const long LatestStep = 2 * Minute;
    private const double LatestDays = 1.5;
    private const double DryingADay = 0.22;
    private const double WarmerC = 2.2;

    public static MadeUpPast Of(PastPlan plan, int seed, long now)
    {
        var (chance, weather) = (new Random(seed + 1), new Weather(new Random(seed)));
        var (readings, waterings) = (new List<Reading>(), new List<long>());
        var soil = plan.WateredTo - (10 * chance.NextDouble());
        var shown = soil;
        long step;
        for (var at = now - (long)(PastPlan.Days * Day); at < now; at += step)
        {
            var ago = (now - at) / Day;
            step = ago > MonthDays ? Step : ago > LatestDays ? MonthStep : LatestStep;
            var season = 1 - Math.Cos(2 * Math.PI * ago / PastPlan.Days);
            soil *= Math.Exp(-DryingADay * plan.Drying * (1 + (0.3 * season)) * step / Day);
            if (IsWatered(plan, soil, at, ago, step, chance))
            {
                soil = plan.WateredTo - (ago - plan.LastWatered < 1 ? 0 : 6 * chance.NextDouble());
                waterings.Add(at);
            }

            if (Is(plan.Silent, ago)) continue;
            var isFrozen = Is(plan.Frozen, ago);
            if (!isFrozen) shown = Math.Round(soil + (0.4 * (chance.NextDouble() - 0.5)), 1);
            readings.Add(ReadingOf(at, readings.Count, shown, isFrozen, weather, season));
        }

        return new MadeUpPast(readings, waterings);
    }

    // In the end once, when the plan says; before that when it is dry and somebody thinks of it.
    private static bool IsWatered(PastPlan plan, double soil, long at, double ago, long step, Random chance)
    {
        if (ago < plan.LastWatered + 1) return ago >= plan.LastWatered && ago - (step / Day) < plan.LastWatered;
        return soil < plan.WateredBelow && IsByDay(at) && !Is(plan.Forgotten, ago) && chance.Next(6) == 0;
    }

    private static Reading ReadingOf(long at, int sequence, double soil, bool isFrozen, Weather weather, double season)
    {
        var values = MetricValues.None;
        values[(int)Metric.Temperature] = Math.Round(weather.TemperatureC(at) + (WarmerC * season), 1);
        values[(int)Metric.Humidity] = Math.Round(weather.HumidityPercent(at) + (3 * season), 1);
        values[(int)Metric.SoilMoisture] = soil;
        values[(int)Metric.LightLevel] = Math.Round(weather.Lux(at) * (1 + (0.2 * season)), 1);
        var qualities = new MetricQualities().With(Metric.SoilMoisture, isFrozen ? Quality.Stuck : Quality.Ok);
        return new Reading(at, 1, sequence, values, qualities, TimeOrigin.Device);
    }

    private static bool Is(IReadOnlyList<PastTime> times, double daysAgo) => times.Any(time => time.Has(daysAgo));

    // People water by day; the sun is up from six to six there.
    private static bool IsByDay(long at) => at % Day / Day is > 0.3 and < 0.85;
}
