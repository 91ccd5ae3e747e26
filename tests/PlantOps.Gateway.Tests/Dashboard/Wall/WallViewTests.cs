using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Wall;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Dashboard.Wall;

public sealed class WallViewTests
{
    // 2026-05-01 08:00 UTC.
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());

    [Fact]
    public void Of_Plants_HasTheWorstFirstWithSoilAndDaysUntilDry()
    {
        var view = View([Facts("Basil", PlantCondition.Ok, 52), Facts("Fern", PlantCondition.Critical, 12)], days: 2.7);

        Assert.Equal("1 plant needs you", view.Headline);
        Assert.Equal(["Fern", "Basil"], view.Cards.Select(card => card.Name));
        Assert.Equal(("52\u00a0%", "dry in 2\u00a0days"), (view.Cards[1].Soil, view.Cards[1].Dry));
        Assert.Null(view.More);
        Assert.Equal("08:00", view.Time);
    }

    [Theory]
    [InlineData(null, "nobody knows when dry")]
    [InlineData(0.0, "dry now")]
    [InlineData(0.4, "dry within a day")]
    [InlineData(1.9, "dry in 1\u00a0day")]
    public void Of_DaysUntilDry_AreWholeOnes(double? days, string text) =>
        Assert.Equal(text, Assert.Single(View([Facts("Basil", PlantCondition.Ok, 52)], days).Cards).Dry);

    [Fact]
    public void Of_APlantWhoseTimeHasPassed_ShowsNoValue()
    {
        var card = Assert.Single(View([Facts("Basil", PlantCondition.Ok, 52) with { FreshUntil = Now - 1 }], 3).Cards);

        Assert.Equal((CardState.Unknown, "–", "Silent for 1\u00a0min."), (card.State, card.Soil, card.Dry));
    }

    [Fact]
    public void Of_APlantThatHasJustPassedALimit_SaysWhichOne()
    {
        var low = new AlertRule("soil_moisture.low", RuleKind.Low, "soil_moisture") { Warning = 15 };

        var card = Assert.Single(View([Facts("Basil", PlantCondition.Unknown, 12) with { Rules = [low] }], 3).Cards);

        Assert.Equal(CardState.Unknown, card.State);
        Assert.EndsWith("should be at least 15\u00a0%. An alert follows if it lasts.", card.Dry, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MorePlantsThanThereIsRoomFor_SaysHowMany()
    {
        var view = View([.. Enumerable.Range(0, WallView.MaxCards + 3).Select(i => Facts($"{i:D3}", PlantCondition.Ok, 40))], 3);

        Assert.Equal((WallView.MaxCards, "and 3 more"), (view.Cards.Count, view.More));
    }

    [Fact]
    public void Of_TimeThatPasses_ShiftsEveryTenMinutesThroughFourPlaces()
    {
        var shifts = Enumerable.Range(0, 9).Select(i => View([], 0, now: Now + (i * Hour / 12)).Shift);

        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 0], shifts);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(21, true)]
    [InlineData(22, false)]
    [InlineData(13, false)]
    public void IsNightAt_WhereNobodyHasQuietHours_IsAtNight(int hoursLater, bool isNight) =>
        Assert.Equal(isNight, WallView.IsNightAt([Person("Ada", null)], TimeZoneInfo.Utc, Now + (hoursLater * Hour)));

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void IsNightAt_WherePeopleHaveQuietHours_IsWhileAllAreInTheirs(int hoursLater, bool isNight)
    {
        Person[] people =
        [
            Person("Ada", new QuietHours(new TimeOnly(20, 0), new TimeOnly(5, 0))),
            Person("Ben", new QuietHours(new TimeOnly(22, 0), new TimeOnly(8, 0))),
            Person("Cleo", null),
        ];

        Assert.Equal(isNight, WallView.IsNightAt(people, TimeZoneInfo.Utc, Now + (hoursLater * Hour)));
    }

    private static WallView View(IReadOnlyList<PlantFacts> plants, double? days, long now = Now) =>
        WallView.Of(English, plants, _ => days, [], TimeZoneInfo.Utc, now);

    private static Person Person(string name, QuietHours? quiet) => new()
    {
        Id = name, Name = name, TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0, Quiet = quiet,
    };

    private static PlantFacts Facts(string name, PlantCondition condition, double soil)
    {
        var values = MetricValues.None;
        values[(int)Metric.SoilMoisture] = soil;
        return new PlantFacts
        {
            Plant = new Plant { Id = "pl-" + name, Name = name, CreatedAt = 0, Watches = [new Watch(1, 0, null)] },
            Status = new PlantStatus(condition, Now - 60_000, new Dictionary<string, PlantCondition>()),
            Latest = new Reading { Time = Now - 60_000, Values = values, Qualities = default },
            FreshUntil = Now + 60_000,
        };
    }
}
