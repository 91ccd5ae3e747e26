using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Plants;

public sealed class PlantsChoiceTests
{
    private const long Now = 1_777_622_400_000;

    private static readonly Visitor Ada = new("Ada", "owner");
    private static readonly Speech English = new(new En(), new EnglishAlertWords());

    [Fact]
    public void Of_ManyPlants_ShowsTheWorstFirstAndNotMoreThanAPageHolds()
    {
        var choice = Choose(new PlantsQuery());
        var view = View(choice, new PlantsQuery());

        Assert.Equal(CardState.Warning, view.Cards[0].State);
        Assert.Equal((50, 950), (view.Cards.Count, view.More));
        Assert.Equal(("(1) Plants", 1), (view.Shell.Title, view.Needs));
        Assert.Equal(("/plants?from=50&start=0", true), (view.MorePath, view.IsMoreOnThisPage));
        Assert.Equal(50, view.Live.Split(',').Length);
        Assert.Single(Choose(new PlantsQuery(CardFilter.Needs)).Shown);
    }

    [Fact]
    public void Of_WhatComesNext_NamesAllThatAreOnThePageThen()
    {
        var choice = Choose(new PlantsQuery(From: 100));
        var last = Choose(new PlantsQuery(From: 250));

        Assert.Equal(150, choice.Live.Count);
        Assert.InRange(View(last, new PlantsQuery(From: 250)).Live.Length, 1, 4096);
        Assert.False(last.IsNextOnThisPage);
        Assert.Equal("/plants?from=300", last.Next.Path());
        Assert.Equal(50, Choose(new PlantsQuery(From: 300, Start: 300)).Live.Count);
        Assert.Equal(0, Choose(new PlantsQuery(From: 950, Start: 900)).More);
    }

    [Theory]
    [InlineData("plant 17", null, 11)]
    [InlineData("MONSTERA", null, 500)]
    [InlineData("hall", null, 334)]
    [InlineData(null, "Hall", 334)]
    [InlineData("monstera", "Hall", 167)]
    [InlineData("rose", null, 0)]
    public void Of_WhatIsLookedFor_IsThoseThatHaveItInNamePlaceOrSpecies(string? text, string? place, int count)
    {
        var choice = Choose(new PlantsQuery(Place: place, Text: text));

        Assert.Equal(count, choice.Filters[0].Count);
        Assert.Equal(1000, choice.States.Count);
        Assert.Equal(["Attic", "Bath", "Hall"], choice.Places.Select(one => one.Name).Order());
    }

    [Fact]
    public void Path_OfAQuery_LeadsBackToIt() => Assert.Equal(
        "/plants?show=needs&place=A%20%26%20B&q=x%3D1&from=50&start=0", new PlantsQuery("needs", "A & B", "x=1", 50).Path());

    private static PlantsChoice Choose(PlantsQuery query) =>
        PlantsChoice.Of([.. Enumerable.Range(0, 1000).Select(FactsOf)], query, new En(), Now);

    private static PlantsView View(PlantsChoice choice, PlantsQuery query) => PlantsView.Of(
        new Shell(new En(), "Plants", Place.Plants, Ada), choice, query,
            choice.Shown.Select(facts => PlantCard.Of(facts, English, Ada, Now)), 0, []);

    private static PlantFacts FactsOf(int i) => new()
    {
        Plant = new Plant
        {
            Id = $"pl-{i:D8}", Name = $"Plant {i}", Place = new[] { "Hall", "Bath", "Attic" }[i % 3], Species = i % 2 == 0
                ? "monstera-deliciosa" : null,
            CreatedAt = 0, Watches = [new Watch(1, 0, null)],
        },
        Status = PlantStatus.Unknown with { Condition = i == 999 ? PlantCondition.Warning : PlantCondition.Ok,
            LastReadingAt = Now },
        FreshUntil = Now + 1,
    };
}
