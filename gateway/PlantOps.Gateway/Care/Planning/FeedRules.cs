using PlantOps.Gateway.Plants.Journal;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>When to feed, as its species is fed. How much is on the package: no rule says so.</summary>
internal static class FeedRules
{
    /// <summary>For so many days new soil feeds a plant.</summary>
    private const int FreshSoil = 42;

    /// <summary>For so many days a plant that stood dry, wet or cold is not fed.</summary>
    private const int AfterDrought = 14;
    private const int WhileItSuffers = 7;

    /// <summary>Where nobody noted when it was fed last, there is time to think about it.</summary>
    private const int Whenever = 14;

    public static void Apply(CareCase plant)
    {
        if (plant.Feeding is not { } habit)
        {
            plant.NotKnown(Feeding);
            return;
        }

        if (habit.IsNever) return;
        if (habit.MinDays is null)
        {
            plant.NotKnown(FeedingMin);
            return;
        }

        if (plant.Season.IsWithin(habit.FirstMonth, habit.LastMonth)) InSeason(plant, habit);
    }

    private static void InSeason(CareCase plant, FeedingHabit habit)
    {
        var (season, inputs) = (plant.Season, plant.Inputs);
        var reasons = new List<string>();
        long from, to;
        if (inputs.Last(JournalKind.Fertilised) is { } fed)
        {
            var most = Math.Max(habit.MaxDays!.Value, habit.MinDays!.Value + Math.Max(2, habit.MinDays.Value / 4));
            (from, to) = (DayOf(plant, fed.At, habit.MinDays.Value), DayOf(plant, fed.At, most));
            reasons.Add("fed_every");
        }
        else
        {
            (from, to) = (season.Day(0), season.Day(Whenever));
            reasons.Add("never_fed");
        }

        foreach (var (until, why) in Delays(plant))
        {
            if (until <= from) continue;
            (from, to) = (until, Math.Max(to, until + (WhileItSuffers * CareCase.Day)));
            reasons.Add(why);
        }

        // What fell due in winter is due in spring, and what is due after the season is not.
        if (habit.HasSeason && season.HasWinter && from >= season.EndOf(habit.LastMonth)) return;
        plant.Add(
            CareKind.Feed, CareAdvice.Feed, from, Math.Max(to, season.Day(3)), [.. reasons], Feeding, FeedingMin, FeedingMax,
            DaysSinceFeeding,
            DaysSinceRepotting);
    }

    private static IEnumerable<(long Until, string Why)> Delays(CareCase plant)
    {
        var (season, inputs) = (plant.Season, plant.Inputs);
        if (inputs.Last(JournalKind.Repotted) is { } repotted && inputs.Now - repotted.At < FreshSoil * CareCase.Day)
            yield return (DayOf(plant, repotted.At, FreshSoil), "fresh_soil");
        if (plant.Drought is { } drought)
            yield return (DayOf(plant, drought.To ?? inputs.Now, AfterDrought), "after_drought");
        else if (plant.IsDry) yield return (season.Day(1), "after_water");
        if (plant.IsWet) yield return (season.Day(WhileItSuffers), "not_while_wet");
        if (AirRules.IsTooCold(plant)) yield return (season.Day(WhileItSuffers), "not_while_cold");
    }

    /// <summary>The midnight so many days after something.</summary>
    private static long DayOf(CareCase plant, long at, int days) =>
        plant.Season.Day((int)Math.Floor((at + (days * CareCase.Day) - plant.Season.Day(0)) / (double)CareCase.Day));
}
