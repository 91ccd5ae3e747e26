using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Care;

/// <summary>What the cases of tests/care-eval do not reach.</summary>
public sealed class CareRulesTests
{
    private static readonly Dictionary<string, SpeciesProfile> Species = SpeciesFile.BuiltIn()
        .ToDictionary(profile => profile.Id);

    [Theory]
    [InlineData("Every 2 to 4 weeks from spring to autumn", 14, 28, 3, 9)]
    [InlineData("Monthly, half strength, from spring to autumn", 30, 30, 3, 9)]
    [InlineData("Every 2 months, half strength", 60, 60, 1, 12)]
    [InlineData("Weekly in summer", 7, 7, 5, 9)]
    [InlineData("Every 6 to 8 weeks, weak", 42, 56, 1, 12)]
    [InlineData("Two or three times a year", 121, 182, 3, 9)]
    [InlineData("Once in spring", 305, 365, 3, 5)]
    [InlineData("Monthly, acid, until midsummer", 30, 30, 3, 7)]
    public void Of_FeedingAsTheFileHasIt_IsRead(string text, int min, int max, int first, int last)
    {
        var habit = FeedingHabit.Of(text)!;

        Assert.Equal((min, max, first, last), (habit.MinDays, habit.MaxDays, habit.FirstMonth, habit.LastMonth));
        Assert.False(habit.IsNever);
    }

    [Fact]
    public void Of_FeedingOfEverySpecies_IsReadOrSaidToBeUnknown()
    {
        var unread = Species.Values.Where(profile => FeedingHabit.Of(profile.Feeding) is { IsNever: false, MinDays: null })
            .Select(profile => profile.Feeding).Distinct();

        Assert.Equal(["Never when forced", "Seldom", "Seldom, or it makes leaves only"], unread.Order(StringComparer.Ordinal));
        Assert.True(FeedingHabit.Of("Never")!.IsNever);
        Assert.False(FeedingHabit.Of("Never or once a year")!.IsNever);
        Assert.Null(FeedingHabit.Of(" "));
    }

    [Theory]
    [InlineData("Europe/Berlin", Hemisphere.North)]
    [InlineData("UTC", Hemisphere.North)]
    [InlineData("America/New_York", Hemisphere.North)]
    [InlineData("Australia/Sydney", Hemisphere.South)]
    [InlineData("Pacific/Auckland", Hemisphere.South)]
    [InlineData("America/Argentina/Buenos_Aires", Hemisphere.South)]
    [InlineData("Africa/Johannesburg", Hemisphere.South)]
    [InlineData("Asia/Singapore", Hemisphere.Tropics)]
    [InlineData("Australia/Darwin", Hemisphere.Tropics)]
    [InlineData("America/Bogota", Hemisphere.Tropics)]
    internal void Of_TimeZone_IsTheHalfOfTheEarth(string zone, Hemisphere hemisphere) =>
        Assert.Equal(hemisphere, Hemispheres.Of(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("Balcony", false, true)]
    [InlineData("Südbalkon", false, true)]
    [InlineData("Garden", false, true)]
    [InlineData("Wintergarten", true, false)]
    [InlineData("Window box", false, true)]
    [InlineData("Kitchen window", true, false)]
    [InlineData("Wohnzimmer", true, false)]
    [InlineData("Here", true, true)]
    [InlineData(null, false, false)]
    public void IsOutdoors_Place_IsMoreThanTheSpecies(string? place, bool isOutdoorSpecies, bool isOutdoors) =>
        Assert.Equal(isOutdoors, Standing.IsOutdoors(place, isOutdoorSpecies));

    [Fact]
    public void Plan_SameInputs_IsTheSame()
    {
        var inputs = EvalCase.All()[0].Inputs(Species);

        Assert.Equal(CarePlanner.Plan(inputs).Digest, CarePlanner.Plan(inputs).Digest);
        Assert.False(CarePlanChange.Differs(CarePlanner.Plan(inputs), CarePlanner.Plan(inputs)));
    }

    [Fact]
    public void Plan_TheDayAfter_IsNoOtherPlanWhileTheSameIsDue()
    {
        var inputs = EvalCase.All().Single(one => one.Id == "no-device-monstera-deliciosa").Inputs(Species);
        var (today, tomorrow) = (CarePlanner.Plan(inputs), CarePlanner.Plan(inputs with { Now = inputs.Now + CareCase.Day }));

        Assert.False(CarePlanChange.Differs(today, tomorrow));
    }

    [Fact]
    public void Plan_WhatSomebodyDid_IsNotSaidAgainForAWhile()
    {
        var inputs = EvalCase.All().Single(one => one.Id == "dark-monstera-deliciosa-winter").Inputs(Species);
        var done = new JournalEntry
        {
            Id = "1", Kind = JournalKind.Note, At = inputs.Now - CareCase.Day, By = "Ada", Care = CareAdvice.MoreLight,
        };

        Assert.Contains(CarePlanner.Plan(inputs).Items, item => item.Id == CareAdvice.MoreLight);
        Assert.DoesNotContain(CarePlanner.Plan(inputs with { Journal = [done] }).Items, item => item.Id == CareAdvice.MoreLight);
        var longAgo = inputs with { Journal = [done with { At = inputs.Now - (30 * CareCase.Day) }] };
        Assert.Contains(CarePlanner.Plan(longAgo).Items, item => item.Id == CareAdvice.MoreLight);
    }

    [Fact]
    public void Plan_EverySpeciesInEveryMonthWithAndWithoutReadings_HasOrderedWindowsAndKnownFacts()
    {
        var measured = EvalCase.All().Single(one => one.Id == "well-monstera").Inputs(Species);
        foreach (var profile in Species.Values)
        {
            for (var month = 0; month < 12; month++)
            {
                var inputs = measured with { Species = profile, Now = measured.Now + (month * 30 * CareCase.Day) };
                foreach (var plan in new[] { CarePlanner.Plan(inputs), CarePlanner.Plan(inputs with { Place = "Balcony" }) })
                {
                    Assert.All(plan.Items, item => Assert.True(item.From < item.To, $"{profile.Id} {item.Id}"));
                    Assert.All(plan.Items,
                        item => Assert.All(item.Refs, known => Assert.Contains(plan.Facts, fact => fact.Ref == known)));
                    Assert.Equal(plan.Items.Count, plan.Items.Select(item => item.Id).Distinct().Count());
                    Assert.True(plan.ValidUntil > plan.MadeAt);
                }
            }
        }
    }
}
