using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Notifications.Messages;

public sealed class DigestTextTests
{
    private const long Day = 24 * 60 * TestAlerts.Minute;

    private static readonly Plant Fern = TestAlerts.Plant("Fern");
    private static readonly Plant Aloe = TestAlerts.Plant("Aloe", "hall");
    private static readonly Plant Muted = TestAlerts.Plant("Ivy", mutedUntil: TestAlerts.Now + 1);
    private static readonly Dictionary<string, Plant> Plants = new[] { Fern, Aloe, Muted }.ToDictionary(plant => plant.Id);

    [Fact]
    public void Of_OpenAndOver_SaysBoth()
    {
        var message = Of(
            TestAlerts.Alert(Fern, raisedAt: TestAlerts.Now - Day),
            TestAlerts.Alert(Aloe, severity: AlertSeverity.Critical, raisedAt: TestAlerts.Now - TestAlerts.Minute) with
            {
                AcknowledgedAt = TestAlerts.Now,
            },
            TestAlerts.Alert(Aloe, raisedAt: TestAlerts.Now - (Day / 2)) with { RecoveredAt = TestAlerts.Now - (Day / 4) });

        Assert.Equal((Tone.Critical, "2 plants need you today"), (message!.Tone, message.Title));
        Assert.Equal(
            [
                "Aloe (hall) is drying out, for 46 min (seen)",
                "Fern is dry, for 1 day",
                "Over since yesterday:",
                "Aloe (hall): soil moisture is back to normal, after 6 h 45 min",
            ],
            message.Lines);
    }

    [Fact]
    public void Of_OnlyWhatIsOver_SaysThatAllIsFine()
    {
        var message = Of(TestAlerts.Alert(Fern, raisedAt: TestAlerts.Now - Day) with { RecoveredAt = TestAlerts.Now - 1 });

        Assert.Equal((Tone.Good, "No alert is open today"), (message!.Tone, message.Title));
        Assert.Single(message.Lines);
    }

    [Fact]
    public void Of_NothingOrWhatNobodyWantsToHear_IsNone()
    {
        Assert.Null(Of());
        Assert.Null(Of(
            TestAlerts.Alert(Muted),
            TestAlerts.Alert(TestAlerts.Plant("gone")),
            TestAlerts.Alert(Fern) with { SnoozedUntil = TestAlerts.Now + 1 },
            TestAlerts.Alert(Fern, raisedAt: TestAlerts.Now - (3 * Day)) with { RecoveredAt = TestAlerts.Now - Day }));
    }

    [Fact]
    public void Of_WhatLastsForASeason_IsToldOnItsFirstDayOnly()
    {
        var dark = new AlertRule("light.low", RuleKind.LowLight, "light_level") { Warning = 4 };

        Assert.NotNull(Of(TestAlerts.Alert(Fern, dark, raisedAt: TestAlerts.Now - (Day / 2))));
        Assert.Null(Of(TestAlerts.Alert(Fern, dark, raisedAt: TestAlerts.Now - (2 * Day))));
    }

    [Fact]
    public void Of_WhatIsDueByCarePlans_IsSaidWhereNoAlertSaysIt()
    {
        var care = new[] { Due(Fern, "water-now", CareKind.Water, 0, 2), Due(Aloe, "repot", CareKind.Repot, 0, 30),
            Due(Muted, "feed", CareKind.Feed, 0, 9) };

        var alone = DigestText.Of([], Plants, TestAlerts.Now, new Links(null), care)!;
        var beside = DigestText.Of([TestAlerts.Alert(Fern)], Plants, TestAlerts.Now, new Links(null), care)!;

        Assert.Equal((Tone.Good, "2 things to do today"), (alone.Tone, alone.Title));
        Assert.Equal(["Fern: Water it.", "Aloe (hall): Repot it into fresh soil."], alone.Lines);
        Assert.Equal("1 plant needs you today", beside.Title);
        Assert.Equal(["To do:", "Aloe (hall): Repot it into fresh soil."], beside.Lines.Skip(1));
    }

    [Theory]
    [InlineData("water-now", CareKind.Water, -3, 2, true)]
    [InlineData("feed", CareKind.Feed, 0, 14, true)]
    [InlineData("feed", CareKind.Feed, -1, 14, false)]
    [InlineData("feed", CareKind.Feed, -14, 0, true)]
    [InlineData("feed", CareKind.Feed, -20, -3, false)]
    internal void Of_WhatIsDueForLonger_IsNotSaidEachDay(string id, CareKind kind, int from, int to, bool isSaid) =>
        Assert.Equal(
            isSaid, DigestText.Of([], Plants, TestAlerts.Now, new Links(null), [Due(Fern, id, kind, from, to)]) is not null);

    private static CareDue Due(Plant plant, string id, CareKind kind, int from, int to)
    {
        var midnight = TestAlerts.Now - (8 * 60 * TestAlerts.Minute);
        var item = new CareItem { Id = id, Kind = kind, From = midnight + (from * Day), To = midnight + (to * Day) };
        var plan = new CarePlan
        {
            PlantId = plant.Id, MadeAt = TestAlerts.Now, ValidUntil = TestAlerts.Now, Items = [item],
            Away = new CareAway(CareAway.NobodyKnows, null, []), };
        return new CareDue(plant, plan, item);
    }

    private static Message? Of(params Alert[] alerts) => DigestText.Of(alerts, Plants, TestAlerts.Now, new Links(null));
}
