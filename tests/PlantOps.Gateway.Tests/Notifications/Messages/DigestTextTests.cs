using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
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
            TestAlerts.Alert(Aloe, severity: AlertSeverity.Critical, raisedAt: TestAlerts.Now - TestAlerts.Minute) with { AcknowledgedAt = TestAlerts.Now },
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

    private static Message? Of(params Alert[] alerts) => DigestText.Of(alerts, Plants, TestAlerts.Now, new Links(null));
}
