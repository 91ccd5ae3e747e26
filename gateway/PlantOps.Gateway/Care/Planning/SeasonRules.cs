using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>What comes with the season: in before frost, rest, feeding, new soil.</summary>
internal static class SeasonRules
{
    /// <summary>So close to the harm a night means that the next one may do it, °C.</summary>
    private const double Close = 3;

    /// <summary>Plants that bear this frost stay outdoors, °C.</summary>
    private const double Hardy = -7;

    /// <summary>From so many days on a pot is full of roots.</summary>
    private const int PotIsFull = 640;
    private const int KnownForLong = 365;

    /// <summary>A plant that is watered more often than this has more roots than soil, days.</summary>
    private const double DrinksFast = 3;

    public static void Apply(CareCase plant)
    {
        ApplyCold(plant);
        ApplyPot(plant);
        if (!plant.Season.HasWinter) return;
        ApplyRest(plant);
        ApplyFeeding(plant);
    }

    private static void ApplyCold(CareCase plant)
    {
        if (!plant.IsOutdoors || plant.Inputs.Species?.Temperature?.CriticalLow is not { } harm) return;
        var (season, coldest) = (plant.Season, plant.Inputs.Readings.Coldest?.Value);
        var isHardy = harm < Hardy;
        if (plant.Fault(CareCase.Temperature) is null && coldest <= harm + Close)
        {
            plant.Add(
                CareOccasion.SeasonTurn, CareKind.Temperature, isHardy ? CareAdvice.ProtectFromFrost : CareAdvice.BringIn,
                season.Day(0),
                season.Day(1), ["cold_nights"], Coldest, FrostLimit);
            return;
        }

        if (isHardy || !season.HasWinter || season.Month is >= 3 and <= 6) return;
        var (from, to) = harm switch
        {
            >= 8 => (season.Next(9), season.Next(10)),
            >= 3 => (season.Next(9, 15), season.Next(10, 15)),
            >= -2 => (season.Next(10), season.Next(11)),
            _ => (season.Next(11), season.Next(12)),
        };
        if (from > to || from > season.Next(3)) from = season.Day(0);
        if (to > season.Next(3)) to = season.Day(1);
        plant.Add(CareOccasion.SeasonTurn, CareKind.Temperature, CareAdvice.BringIn, from, to, ["before_frost"], FrostLimit,
            Coldest);
    }

    private static void ApplyPot(CareCase plant)
    {
        var (season, inputs) = (plant.Season, plant.Inputs);
        var spring = !season.HasWinter ? (season.Day(0), season.Day(60))
            : (season.IsSpring ? season.Day(0) : season.Next(3), season.Next(6));
        var occasion = season.IsSpring ? CareOccasion.Usual : CareOccasion.SeasonTurn;
        if (inputs.Last(JournalKind.Repotted) is { } repotted)
        {
            if ((spring.Item1 - repotted.At) / CareCase.Day >= PotIsFull)
                plant.Add(occasion, CareKind.Repot, CareAdvice.Repot, spring.Item1, spring.Item2, ["old_soil"],
                    DaysSinceRepotting);
        }
        else if (season.IsSpring && inputs.Now - inputs.KnownSince >= KnownForLong * CareCase.Day)
        {
            plant.Add(CareKind.Inspect, CareAdvice.CheckRoots, spring.Item1, spring.Item2, ["never_repotted"]);
        }

        var isYoung = inputs.Last(JournalKind.Repotted) is { } last && inputs.Now - last.At < (KnownForLong / 2) * CareCase.Day;
        if (!isYoung && !season.IsRest && !plant.IsOutdoors && plant.IsSoilTrusted && plant.Facts[WateringInterval] <= DrinksFast)
        {
            plant.Add(
                CareKind.Inspect, CareAdvice.CheckRoots, season.Day(0), season.Day(14), ["drinks_fast"], WateringInterval,
                DryingRate);
        }
    }

    private static void ApplyRest(CareCase plant)
    {
        var (season, watering) = (plant.Season, plant.Inputs.Species?.Watering);
        if (!WateringHabit.IsLessInWinter(watering)) return;
        if (!season.IsRest)
        {
            plant.Add(
                CareOccasion.SeasonTurn, CareKind.Water, CareAdvice.WinterRest, season.Next(11), season.Next(3),
                [WateringHabit.InRest(watering) switch { RestWatering.None => "rest_none",
                RestWatering.Hardly => "rest_hardly", _ => "rest_less" }],
                Watering);
        }
        else if (WateringHabit.InRest(watering) != RestWatering.AsAlways)
        {
            var begins = season.Next(3);
            plant.Add(
                CareOccasion.SeasonTurn, CareKind.Water, CareAdvice.EndOfRest, begins, begins + (21 * CareCase.Day),
                ["days_grow"], Watering);
        }
    }

    private static void ApplyFeeding(CareCase plant)
    {
        if (plant.Feeding is not { IsNever: false, MinDays: not null, HasSeason: true } habit) return;
        var season = plant.Season;
        if (season.IsWithin(habit.FirstMonth, habit.LastMonth))
        {
            var ends = season.EndOf(habit.LastMonth);
            plant.Add(
                CareOccasion.SeasonTurn, CareKind.Feed, CareAdvice.StopFeeding, ends, season.Next(habit.FirstMonth),
                ["season_ends"], Feeding);
            return;
        }

        var begins = season.Next(habit.FirstMonth);
        plant.Add(
            CareOccasion.SeasonTurn, CareKind.Feed, CareAdvice.StartFeeding, begins, begins + (21 * CareCase.Day),
            ["season_begins"], Feeding);
    }
}
