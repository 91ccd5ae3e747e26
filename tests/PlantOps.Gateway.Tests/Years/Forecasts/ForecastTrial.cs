using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>A forecast as it would have been made, beside what came of it. In days.</summary>
/// <param name="Plant">Of which plant.</param>
/// <param name="Season">In which season.</param>
/// <param name="Forecast">What was foreseen.</param>
/// <param name="Actual">When the soil itself, not what its probe shows, was too dry with nobody watering it.</param>
/// <param name="Naive">Works out what is left by the rate of the last days; of nothing where there is none.</param>
internal sealed record ForecastTrial(string Plant, string Season, DryForecast Forecast, double Actual, Func<double?> Naive)
{
    private const long Settled = DryDown.Drains + (2 * YearCalendar.Hour);
    private const int FirstDay = 10;

    // As their species' rules have it, %.
    private static readonly Dictionary<string, double> Lows = new()
    {
        [Household.Monstera] = 30, [Household.Fern] = 40, [Household.Snake] = 8, [Household.Basil] = 40,
        [Household.Orchid] = 15, [Household.Rosemary] = 20,
    };

    public bool Held => Actual >= Forecast.Earliest && Actual <= Forecast.Latest;

    public double Width => Forecast.Latest - Forecast.Earliest;

    /// <summary>Of the six plants of a household.</summary>
    /// <param name="year">Which one.</param>
    /// <param name="probe">What measures their soil.</param>
    /// <param name="every">How many days lie between two forecasts.</param>
    /// <param name="known">How many days of the past are known.</param>
    public static IEnumerable<ForecastTrial> Of(HouseholdYear year, SoilProbeModel probe, int every = 1, int known = 120) =>
        year.Plants.SelectMany(plant =>
        {
            var (measured, waterings) = Seen(probe.Measure(year, plant));
            return Of(
                plant.Plant.Name, measured, waterings, probe.Shows(Lows[plant.Plant.Name]),
                (YearCalendar.Start, YearCalendar.Days),
                time => DaysUntilDry(plant, time), new Chance(year.Seed, plant.Plant.Name + " forecasts"), every, known);
        });

    /// <summary>Of a pot that was made up.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="every">How many days lie between two forecasts.</param>
    /// <param name="known">How many days of the past are known.</param>
    public static IEnumerable<ForecastTrial> OfPot(int seed, int every = 1, int known = 120)
    {
        var pot = new MadeUpPot(seed);
        return Of(
            "made up", [.. pot.Measured], pot.Waterings, pot.Low, (MadeUpPot.Start, MadeUpPot.Days - 50), pot.DaysUntilDry,
            new Chance(seed, "forecasts"), every, known);
    }

    private static (Rollup[] Hours, List<long> Waterings) Seen(Reading[] readings)
    {
        var hours = new List<Rollup>();
        RollupSeries.Add(readings, SoilHour.Length, hours);
        var waterings = WateringDetector.Find(Sample.Of(readings, Metric.SoilMoisture));
        return ([.. hours], [.. waterings.Select(watering => watering.Time)]);
    }

    // While its saucer is never empty, nothing says when that ends.
    private static double DaysUntilDry(PlantYear year, long time)
    {
        var step = YearCalendar.StepOf(time);
        return year.Soil[step] > 85 ? double.NaN
            : year.Plant.Pot.DaysUntil(year.Air, year.Soil, step, Lows[year.Plant.Name]);
    }

    private static IEnumerable<ForecastTrial> Of(
        string plant, Rollup[] hours, IReadOnlyList<long> waterings, double low, (long Start, int Days) span,
        Func<long, double> actual, Chance chance, int every, int known)
    {
        for (var day = FirstDay; day < span.Days; day += every)
        {
            var now = span.Start + (day * YearCalendar.Day) + (long)chance.Uniform(0, YearCalendar.Day);
            var days = actual(now);
            List<long> before = [.. waterings.Where(time => time <= now)];
            if (!(days > 0) || (before.Count > 0 && before[^1] > now - Settled)) continue;
            var from = now - (known * YearCalendar.Day);
            var (first, end) = (IndexOf(hours, from), IndexOf(hours, now - SoilHour.Length + 1));
            var past = new ArraySegment<Rollup>(hours, first, Math.Max(0, end - first));
            if (past.Count == 0 || past[^1].Start < now - (3 * SoilHour.Length)) continue;
            var forecast = DryForecast.Of(SoilHours.Of(past), before, low, now);
            if (!forecast.IsKnown || forecast.Latest == 0) continue;
            yield return new ForecastTrial(plant, SeasonAt(now), forecast, days, NaiveOf(past, before, low));
        }
    }

    private static int IndexOf(Rollup[] hours, long time)
    {
        var (low, high) = (0, hours.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hours[middle].Start < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static Func<double?> NaiveOf(ArraySegment<Rollup> past, List<long> waterings, double low)
    {
        Sample[] soil =
        [
            .. past.TakeLast(8 * 24).Select(hour => new Sample(hour.Start, hour.Metrics[Metric.SoilMoisture].Mean))
                .Where(sample => double.IsFinite(sample.Value)),
        ];
        return () => Drying.DaysUntil(low, soil, Drying.Rate(soil, waterings is [.., var last] ? last : null));
    }

    private static string SeasonAt(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).Month switch
    {
        12 or <= 2 => "winter",
        <= 5 => "spring",
        <= 8 => "summer",
        _ => "autumn",
    };
}
