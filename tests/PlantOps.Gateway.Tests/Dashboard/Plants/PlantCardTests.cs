using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Dashboard.Plants;

public sealed class PlantCardTests
{
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    private static readonly Visitor Ada = new("Ada", "owner");
    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly Speech German = new(new De(), new GermanAlertWords());

    private static readonly AlertRule Dry =
        new("soil_moisture.low", RuleKind.Low, "soil_moisture") { Warning = 35, Critical = 15 };

    [Fact]
    public void Of_APlantInNeed_SaysCauseValueLimitAndSinceWhen()
    {
        var facts = Facts(PlantCondition.Critical, soil: 12) with { Alerts = [AlertOf(Dry, AlertSeverity.Critical)] };

        var card = PlantCard.Of(facts, English, Ada, Now);

        Assert.Equal(CardState.Critical, card.State);
        Assert.Equal("Is drying out: soil moisture 12\u00a0%, should be at least 15\u00a0%, for 5\u00a0h", card.Says);
        Assert.Equal("Vertrocknet: Bodenfeuchte 12\u00a0%, soll mindestens 15\u00a0% sein, seit 5\u00a0h",
            PlantCard.Of(facts, German, Ada, Now).Says);
        Assert.Equal(["12\u00a0%", "21.5\u00a0°C", "–"], card.Values.Select(value => value.Text));
    }

    [Fact]
    public void Of_APlantWhoseTimeHasPassed_IsUnknownWhateverItWas()
    {
        var facts = Facts(PlantCondition.Ok, soil: 50) with { FreshUntil = Now - 1 };

        var card = PlantCard.Of(facts, English, Ada, Now);

        Assert.Equal((CardState.Unknown, "Silent for 1\u00a0min."), (card.State, card.Says));
    }

    [Fact]
    public void Of_AValueBeyondItsLimitThatHasNotLasted_IsNotCalledAsItShouldBe()
    {
        var facts = Facts(PlantCondition.Ok, soil: 12);

        Assert.Equal(
            "Is drying out: soil moisture 12\u00a0%, should be at least 15\u00a0%. An alert follows if it lasts.",
            PlantCard.Of(facts, English, Ada, Now).Says);
        Assert.Equal(
            "Vertrocknet: Bodenfeuchte 12\u00a0%, soll mindestens 15\u00a0% sein. Bleibt es so, folgt eine Warnung.",
            PlantCard.Of(facts, German, Ada, Now).Says);
        Assert.Equal(
            "Everything measured is as it should be.", PlantCard.Of(Facts(PlantCondition.Ok, 50), English, Ada, Now).Says);
    }

    [Fact]
    public void Of_APlantThatNobodyWatches_SaysSo()
    {
        var facts = Facts(PlantCondition.Unknown, soil: null) with
        {
            Plant = new Plant { Id = "pl-1", Name = "Fern", CreatedAt = 0 },
            FreshUntil = null,
        };

        var card = PlantCard.Of(facts, English, Ada, Now);

        Assert.Equal((CardState.Unknown, "No device watches it."), (card.State, card.Says));
    }

    [Fact]
    public void Of_APlantThatWasWatered_StaysWhatWasMeasuredAndSaysThatItWaits()
    {
        var entry = new JournalEntry { Id = "1", Kind = JournalKind.Watered, At = Now - 60_000, By = "Ada" };
        var facts = Facts(PlantCondition.Critical, soil: 12) with
        {
            Alerts = [AlertOf(Dry, AlertSeverity.Critical)],
            Watered = entry,
        };

        var card = PlantCard.Of(facts, English, Ada, Now);

        Assert.Equal(CardState.Critical, card.State);
        Assert.Equal("Watered 1\u00a0min ago by Ada; waiting for the soil to show it.", card.Note);
        Assert.Equal("1", card.Undo);
        Assert.Null(PlantCard.Of(facts, English, new Visitor("Ben", "owner"), Now).Undo);
        Assert.Null(PlantCard.Of(facts, English, Ada, Now + Hour).Undo);
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("device-manager", false)]
    [InlineData("waters", true)]
    [InlineData("owner", true)]
    public void Of_APlant_CanBeWateredByWhoMayCare(string role, bool may) =>
        Assert.Equal(may, PlantCard.Of(Facts(PlantCondition.Ok, 50), English, new Visitor("Ben", role), Now).MayWater);

    [Fact]
    public void Of_AWeek_HasALineWithItsGapsAndTheBandOfItsRules()
    {
        var week = CardWeek.Of([0, 50, null, 100, null], (35, 60));

        Assert.Equal(new CardWeek("M0 28L28 14M84 0h0", "11.2", "7"), week);
        Assert.Null(CardWeek.Of([null, null], (35, 60)));
        Assert.Equal("0", CardWeek.Of([1, 2], (null, null))!.BandHeight);
    }

    [Theory]
    [InlineData(new[] { "Ok", "Ok" }, "All plants are fine")]
    [InlineData(new[] { "Ok", "Unknown" }, "1 plant is unknown, the others are fine")]
    [InlineData(new[] { "Unknown", "Unknown" }, "Nobody knows how your plants are")]
    [InlineData(new[] { "Unknown", "Warning", "Critical" }, "2 plants need you")]
    [InlineData(new[] { "Unknown", "Warning" }, "1 plant needs you")]
    [InlineData(new string[0], "No plant yet")]
    public void HeadlineOf_States_AnswersWhoNeedsSomebody(string[] states, string headline) =>
        Assert.Equal(headline, PlantsView.HeadlineOf(new En(), [.. states.Select(Enum.Parse<CardState>)]));

    [Fact]
    public void Words_OfAlerts_AreThereInEveryLanguageForEveryRule()
    {
        foreach (var kind in Enum.GetValues<RuleKind>())
        {
            foreach (var metric in (string?[])["soil_moisture", "temperature", "humidity", "light_level", "soil_raw", null])
            {
                if (metric is null && kind is RuleKind.Low or RuleKind.High) continue;
                foreach (var severity in Enum.GetValues<AlertSeverity>())
                {
                    var rule = new AlertRule("some", kind, metric) { Warning = 1, Critical = 2 };
                    var (english, german) = (English.Alerts.Rule(rule, severity), German.Alerts.Rule(rule, severity));
                    Assert.All((string[])[german.One, german.Many, german.Subject, german.Advice],
                        text => Assert.False(string.IsNullOrWhiteSpace(text)));
                    Assert.NotEqual(english.One, german.One);
                    Assert.NotEqual(english.Advice, german.Advice);
                }
            }
        }
    }

    private static PlantFacts Facts(PlantCondition condition, double? soil)
    {
        var (values, qualities) = (MetricValues.None, default(MetricQualities));
        values[(int)Metric.SoilMoisture] = soil ?? double.NaN;
        values[(int)Metric.Temperature] = 21.5;
        return new PlantFacts
        {
            Plant = new Plant { Id = "pl-12345678", Name = "Fern", CreatedAt = 0, Watches = [new Watch(1, 0, null)] },
            Status = new PlantStatus(condition, Now - 60_000, new Dictionary<string, PlantCondition>()),
            Rules = [Dry],
            Latest = new Reading { Time = Now - 60_000, Values = values, Qualities = qualities },
            FreshUntil = Now + 60_000,
        };
    }

    private static Alert AlertOf(AlertRule rule, AlertSeverity severity) => new()
    {
        Id = "1", PlantId = "pl-12345678", Rule = rule, Severity = severity, Since = Now - (5 * Hour),
        RaisedAt = Now - (4 * Hour), Value = 14, };
}
