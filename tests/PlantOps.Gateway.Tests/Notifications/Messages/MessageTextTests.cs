using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Notifications.Messages;

namespace PlantOps.Gateway.Tests.Notifications.Messages;

public sealed class MessageTextTests
{
    private static readonly Links Links = new(new Uri("https://plants.example.org/home/"));

    [Fact]
    public void Of_OneDryPlant_SaysWhatHowMuchHowLongAndWhatToDo()
    {
        var message = MessageText.Of([TestAlerts.Raised(TestAlerts.Plant("Fern", "kitchen"))], Links);

        Assert.Equal(
            """
            Warning: Fern (kitchen) is dry
            Soil moisture 12.3 %, should be at least 15 %, for 45 min.
            Water it.
            https://plants.example.org/home/plants/p-fern
            """, Text(message));
    }

    [Fact]
    public void Of_Critical_SaysTheLimitOfThat()
    {
        var message = MessageText.Of(
            [TestAlerts.Raised(TestAlerts.Plant("Fern"), value: 6, severity: AlertSeverity.Critical)], new Links(null));

        Assert.Equal(
            """
            Critical: Fern is drying out
            Soil moisture 6 %, should be at least 8 %, for 45 min.
            Water it now.
            """, Text(message));
    }

    [Fact]
    public void Of_WorseSinceAWhile_SaysHowLongItIsBeyondTheLimitThatIsNamed()
    {
        var plant = TestAlerts.Plant("Fern");
        var alert = TestAlerts.Alert(plant, severity: AlertSeverity.Critical) with
        {
            Since = TestAlerts.Now - (120 * TestAlerts.Minute), CriticalSince = TestAlerts.Now - (31 * TestAlerts.Minute),
        };

        var message = MessageText.Of(
            [new AlertMessage(alert.Event(AlertEventKind.Escalated, 6), alert, plant, TestAlerts.Now)], new Links(null));

        Assert.Equal("Soil moisture 6 %, should be at least 8 %, for 31 min.", message.Lines[0]);
    }

    [Theory]
    [InlineData(RuleKind.Low)]
    [InlineData(RuleKind.High)]
    internal void Of_AirTooDryOrDamp_AdvisesWhatHelps(RuleKind kind)
    {
        var rule = new AlertRule("humidity", kind, "humidity") { Warning = 40 };
        var message = MessageText.Of([TestAlerts.Raised(TestAlerts.Plant("Fern"), rule, 30)], Links);

        Assert.DoesNotContain("Mist", message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "esprüh", new GermanAlertWords().Rule(rule, AlertSeverity.Warning).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Recovered_SaysAfterHowLong()
    {
        var message = MessageText.Of([TestAlerts.Recovered(TestAlerts.Plant("Fern"))], Links);

        Assert.Equal(
            """
            Good: Fern: soil moisture is back to normal
            Soil moisture 34 %, after 2 h.
            https://plants.example.org/home/plants/p-fern
            """, Text(message));
    }

    [Fact]
    public void Of_TwentyDryPlants_IsOneMessage()
    {
        var message = MessageText.Of(
            [.. Enumerable.Range(1, 20).Select(n => TestAlerts.Raised(TestAlerts.Plant($"Fern {n}")))], Links);

        Assert.Equal("20 plants are dry", message.Title);
        Assert.Equal(12, message.Lines.Count);
        Assert.Equal("Fern 1: soil moisture 12.3 %, should be at least 15 %, for 45 min", message.Lines[0]);
        Assert.Equal(["and 10 more", "Water it."], message.Lines.Skip(10));
        Assert.Equal("https://plants.example.org/home/", message.Link);
    }

    [Fact]
    public void Of_DifferentThings_GroupsThemWorstFirst()
    {
        var hot = new AlertRule("temperature.high", RuleKind.High, "temperature") { Warning = 38, Critical = 45 };
        var message = MessageText.Of(
            [
                TestAlerts.Recovered(TestAlerts.Plant("Ivy")),
                TestAlerts.Raised(TestAlerts.Plant("Fern")),
                TestAlerts.Raised(TestAlerts.Plant("Aloe")),
                TestAlerts.Raised(TestAlerts.Plant("Basil"), hot, 46.2, AlertSeverity.Critical),
            ],
            new Links(null));

        Assert.Equal(
            """
            Critical: Basil is far too hot, 2 plants are dry, Ivy is back to normal
            Basil is far too hot:
            Basil: temperature 46.2 °C, should be at most 45 °C, for 45 min
            2 plants are dry:
            Fern: soil moisture 12.3 %, should be at least 15 %, for 45 min
            Aloe: soil moisture 12.3 %, should be at least 15 %, for 45 min
            Ivy is back to normal:
            Ivy: soil moisture 34 %, after 2 h
            """, Text(message));
    }

    [Theory]
    [InlineData("soil_moisture.high", RuleKind.High, "soil_moisture", 93d, "Fern is too wet",
        "Soil moisture 93 %, should be at most 15 %, for 45 min.")]
    [InlineData("temperature.low", RuleKind.Low, "temperature", -3.25, "Fern is too cold",
        "Temperature -3.3 °C, should be at least 15 °C, for 45 min.")]
    [InlineData("humidity.low", RuleKind.Low, "humidity", 12d, "Fern has too dry air",
        "Air humidity 12 %, should be at least 15 %, for 45 min.")]
    [InlineData("humidity.high", RuleKind.High, "humidity", 99d, "Fern has too damp air",
        "Air humidity 99 %, should be at most 15 %, for 45 min.")]
    [InlineData("light_level.high", RuleKind.High, "light_level", 80123.4, "Fern gets too much light",
        "Light 80123 lx, should be at most 15 lx, for 45 min.")]
    [InlineData("light.low", RuleKind.LowLight, "light_level", 1.26, "Fern gets too little light",
        "Light a day 1.3 mol/m², should be at least 15 mol/m², for 45 min.")]
    [InlineData("soil_moisture.change", RuleKind.FastChange, "soil_moisture", -30d, "Fern is losing water fast",
        "Soil moisture within an hour -30 %, for 45 min.")]
    [InlineData("temperature.change", RuleKind.FastChange, "temperature", 11d, "Fern has a sudden change of temperature",
        "Temperature within an hour +11 °C, for 45 min.")]
    [InlineData("light.high", RuleKind.HighLight, "light_level", 26.4, "Fern gets too much light in all",
        "Light a day 26.4 mol/m², should be at most 15 mol/m², for 45 min.")]
    [InlineData("soil_moisture.out", RuleKind.ProbeOut, "soil_moisture", 1.2, "Fern has a soil probe that is out of the soil",
        "Soil moisture 1.2 %, for 45 min.")]
    [InlineData("no_data", RuleKind.NoData, null, null, "Fern sends nothing", "Its device, for 45 min.")]
    [InlineData("light_level.stuck", RuleKind.Stuck, "light_level", 5d, "Fern has a light sensor that does not move any more",
        "Light sensor 5 lx, for 45 min.")]
    [InlineData("humidity.implausible", RuleKind.Implausible, "humidity", null,
        "Fern has a humidity sensor that gives values that cannot be", "Humidity sensor, for 45 min.")]
    [InlineData("signal.weak", RuleKind.WeakSignal, null, -91d, "Fern has weak Wi-Fi",
        "Signal -91 dBm, should be at least 15 dBm, for 45 min.")]
    [InlineData("battery.low", RuleKind.LowBattery, null, 11d, "Fern has a low battery",
        "Battery 11 %, should be at least 15 %, for 45 min.")]
    [InlineData("readings.lost", RuleKind.LostReadings, null, 120d, "Fern has lost readings", "Readings lost 120, for 45 min.")]
    internal void Of_EachRule_HasItsWords(string id, RuleKind kind, string? metric, double? value, string title, string detail)
    {
        var message = MessageText.Of(
            [TestAlerts.Raised(TestAlerts.Plant("Fern"), new AlertRule(id, kind, metric) { Warning = 15 }, value)], Links);

        Assert.Equal((title, detail), (message.Title, message.Lines[0]));
        Assert.Equal(2, message.Lines.Count);
    }

    [Theory]
    [InlineData(59_999, "less than a minute")]
    [InlineData(60_000, "1 min")]
    [InlineData(3_599_999, "59 min")]
    [InlineData(3_600_000, "1 h")]
    [InlineData(5_400_000, "1 h 30 min")]
    [InlineData(86_400_000, "1 day")]
    [InlineData(183_600_000, "2 days 3 h")]
    public void Duration_AnyLength_IsShort(long milliseconds, string expected) =>
        Assert.Equal(expected, Figures.Duration(milliseconds));

    private static string Text(Message message) =>
        $"{message.Tone}: {message.Title}\n{message.Body}{(message.Link is null ? "" : "\n" + message.Link)}".ReplaceLineEndings();
}
