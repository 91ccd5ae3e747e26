using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>When to water. Nothing is said of soil that nobody measures: then somebody must feel it.</summary>
internal static class WaterRules
{
    /// <summary>From so many days on that it stood dry, a splash runs past the roots.</summary>
    private const double DroughtDays = 3;

    /// <summary>For so long after it nothing else is asked of a plant, days.</summary>
    private const double Recovers = 14;

    private const long Hour = 60 * 60 * 1000;

    /// <summary>Water takes its time to a probe.</summary>
    private const long Arrives = 6 * Hour;

    public static void Apply(CareCase plant)
    {
        plant.Drought = DroughtOf(plant);
        if (!plant.IsSoilTrusted)
        {
            plant.NotKnown(Soil);
            Untrusted(plant);
            return;
        }

        if (plant.Inputs.Limits.SoilLow is null)
        {
            plant.NotKnown(SoilLow);
            return;
        }

        if (plant.IsWet)
        {
            plant.Add(CareKind.Water, CareAdvice.LetDry, plant.Season.Day(0), plant.Season.Day(3), ["wet"], Soil, SoilHigh);
        }
        else if (!Rests(plant))
        {
            ByMoisture(plant);
        }

        if (plant.Drought is not null)
        {
            plant.Add(
                CareOccasion.AfterHolidays, CareKind.Inspect, CareAdvice.LookAfterDrought, plant.Season.Day(2),
                plant.Season.Day(5),
                ["stood_dry"], DryDays, SoilLow);
        }
    }

    /// <summary>The soil is not measured: what is to be put right, and how to find out meanwhile.</summary>
    private static void Untrusted(CareCase plant)
    {
        var inputs = plant.Inputs;
        var (today, tomorrow) = (plant.Season.Day(0), plant.Season.Day(1));
        if (inputs.Readings.Probe == SoilState.Frozen)
        {
            plant.Add(CareKind.Inspect, CareAdvice.WaitForThaw, today, tomorrow, ["frozen"], Coldest);
        }
        else if (inputs.Readings.Probe == SoilState.Out || inputs.Open(RuleKind.ProbeOut) is not null)
        {
            plant.Add(CareKind.Inspect, CareAdvice.PutProbeBack, today, tomorrow, ["probe_out"], Soil);
        }
        else
        {
            Feel(plant);
        }
    }

    private static void Feel(CareCase plant)
    {
        var inputs = plant.Inputs;
        var reason = inputs.Device is null ? "no_device"
            : plant.Fault(CareCase.Soil) is not null ? "soil_doubted"
            : inputs.Open(RuleKind.NoData) is not null ? "silent"
            : "no_soil";
        if (plant.Facts[WateringInterval] is { } interval && plant.Facts[DaysSinceWatering] is { } since)
        {
            var (from, to) = ((int)Math.Floor((interval * 0.8) - since), (int)Math.Ceiling((interval * 1.2) - since));
            plant.Add(
                CareKind.Inspect, CareAdvice.FeelSoil, plant.Season.Day(from), plant.Season.Day(Math.Max(to, 1)),
                [reason, "watered_every"], WateringInterval, DaysSinceWatering, Watering);
            return;
        }

        plant.Add(
            CareKind.Inspect, CareAdvice.FeelSoil, plant.Season.Day(0), plant.Season.Day(2), [reason], DaysSinceWatering,
            Watering);
    }

    /// <summary>Whether it rests, and is left dry.</summary>
    private static bool Rests(CareCase plant)
    {
        var (season, watering) = (plant.Season, plant.Inputs.Species?.Watering);
        if (season.HasWinter && season.Month is >= 6 and <= 8 && WateringHabit.RestsInSummer(watering))
        {
            plant.Add(CareKind.Water, CareAdvice.LeaveDry, season.Day(0), season.Next(9), ["summer_rest"], Watering, Soil);
            return true;
        }

        var rest = WateringHabit.InRest(watering);
        if (!season.IsRest || rest == RestWatering.AsAlways) return false;
        var isHarmed = plant.Inputs.Limits.SoilLow is { Critical: { } critical } && plant.SoilNow < critical;
        if (rest == RestWatering.Hardly && isHarmed && !IsJustWatered(plant))
        {
            plant.Add(
                CareKind.Water, CareAdvice.WaterLittle, season.Day(0), season.Day(2), ["rest_hardly", "harmed"], Soil,
                SoilCritical, Watering);
            return true;
        }

        plant.Add(
            CareKind.Water, CareAdvice.LeaveDry, season.Day(0), season.Next(3),
            [rest == RestWatering.None ? "rest_none" : "rest_hardly"], Watering, Soil);
        return true;
    }

    private static void ByMoisture(CareCase plant)
    {
        var season = plant.Season;
        if (IsJustWatered(plant)) return;
        if (plant.IsDry)
        {
            Dry(plant);
            return;
        }

        if (TimeToDry.Of(plant.Inputs.Figures) is { } dry)
        {
            plant.Add(
                CareKind.Water, CareAdvice.WaterSoon, season.Day((int)Math.Floor(dry.Earliest)),
                season.Day((int)Math.Floor(dry.Latest) + 1), ["dries"], DaysUntilDry, DryEarliest, DryLatest, DryingRate, Soil,
                SoilLow);
        }
        else if (plant.Inputs.Figures.DryingRate is null)
        {
            plant.NotKnown(DaysUntilDry);
            plant.Add(CareKind.Inspect, CareAdvice.DryingUnknown, season.Day(1), season.Day(3), ["no_rate"], Soil, SoilLow);
        }
        else
        {
            plant.NotKnown(DaysUntilDry);
        }
    }

    private static void Dry(CareCase plant)
    {
        var (season, readings) = (plant.Season, plant.Inputs.Readings);
        if (plant.Drought is { To: null })
        {
            plant.Add(
                CareOccasion.AfterHolidays, CareKind.Water, CareAdvice.Soak, season.Day(0), season.Day(1), ["stood_dry",
                "dry"], DryDays, Soil,
                SoilLow);
            return;
        }

        if (plant.Inputs.Last(JournalKind.Watered) is { } said && readings.Dry is { To: null } spell && said.At > spell.From)
        {
            plant.Add(
                CareKind.Water, CareAdvice.Soak, season.Day(0), season.Day(1), ["water_ran_past", "dry"], Soil, SoilLow,
                DaysSinceWatering);
            return;
        }

        var isHarmed = plant.Inputs.Limits.SoilLow is { Critical: { } critical } && plant.SoilNow < critical;
        plant.Add(
            CareKind.Water, CareAdvice.WaterNow, season.Day(0), season.Day(isHarmed ? 1 : 2), isHarmed ? ["dry",
            "harmed"] : ["dry"], Soil,
            SoilLow, isHarmed ? SoilCritical : SoilLow);
    }

    private static bool IsJustWatered(CareCase plant)
    {
        var last = Math.Max(plant.Inputs.Figures.LastWatered ?? 0, plant.Inputs.Last(JournalKind.Watered)?.At ?? 0);
        return plant.Inputs.Now - last < Arrives;
    }

    private static SoilSpell? DroughtOf(CareCase plant)
    {
        if (!plant.IsSoilTrusted || plant.Inputs.Readings.Dry is not { Days: >= DroughtDays } spell) return null;
        var ended = spell.To ?? plant.Inputs.Now;
        var watering = plant.Inputs.Species?.Watering;
        var isRest = plant.Season.IsRest && WateringHabit.InRest(watering) != RestWatering.AsAlways;
        return isRest || WateringHabit.RestsInSummer(watering)
            || plant.Inputs.Now - ended > Recovers * CareCase.Day ? null : spell;
    }
}
