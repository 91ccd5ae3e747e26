using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Tests.Dashboard.Words;

public sealed class SpeechTests
{
    private static readonly Speech English =
        new(new En(), new EnglishAlertWords(TemperatureScale.Fahrenheit)) { Scale = TemperatureScale.Fahrenheit };

    private static readonly Speech German =
        new(new De(), new GermanAlertWords(TemperatureScale.Fahrenheit)) { Scale = TemperatureScale.Fahrenheit };

    private static readonly AlertRule Hot = new(
        "temperature.high", RuleKind.High, "temperature") { Warning = 28, Critical = 35.5 };
    private static readonly AlertRule Jump = new("temperature.fast_change", RuleKind.FastChange, "temperature") { Warning = 5 };

    [Fact]
    public void Value_InFahrenheit_IsConvertedForTheEye()
    {
        Assert.Equal("71.6\u00a0°F", English.Value(22, Metric.Temperature));
        Assert.Equal("71,6\u00a0°F", German.Value(22, Metric.Temperature));
        Assert.Equal("-40\u00a0°F", English.Value(-40, Metric.Temperature));
        Assert.Equal("35\u00a0%", English.Value(35, Metric.SoilMoisture));
        Assert.Equal(("°F", "°F", "%"),
            (English.Unit(Metric.Temperature), English.Unit(Metric.SoilTemperature), English.Unit(Metric.Humidity)));
        Assert.Equal(50, English.Shown(10, Metric.Temperature), 9);
    }

    [Fact]
    public void Measured_InFahrenheit_ConvertsTheLimitToo()
    {
        Assert.Equal("temperature 86 °F, should be at most 82.4 °F", English.Alerts.Measured(Hot, AlertSeverity.Warning, 30));
        Assert.Equal("Temperatur 86 °F, soll höchstens 82,4 °F sein", German.Alerts.Measured(Hot, AlertSeverity.Warning, 30));
        Assert.Equal(
            "temperature 30 °C, should be at most 28 °C", new EnglishAlertWords().Measured(Hot, AlertSeverity.Warning, 30));
    }

    [Fact]
    public void Measured_AChangeInFahrenheit_HasNoZero()
    {
        Assert.Equal("temperature within an hour +9 °F", English.Alerts.Measured(Jump, AlertSeverity.Warning, 5));
        Assert.Equal("Temperatur in einer Stunde -9 °F", German.Alerts.Measured(Jump, AlertSeverity.Warning, -5));
    }

    [Theory]
    [InlineData("18:05", "18:05", "6:05\u00a0pm")]
    [InlineData("00:00", "00:00", "12:00\u00a0am")]
    public void TimeOfDay_IsOfTheClockThatSomebodyWants(string time, string of24, string of12)
    {
        Assert.Equal(of24, English.TimeOfDay(TimeOnly.Parse(time)));
        Assert.Equal(of12, (English with { Clock = 12 }).TimeOfDay(TimeOnly.Parse(time)));
    }

    [Fact]
    public void Languages_ThatPeopleCanChoose_AreThoseThatThereAre() =>
        Assert.Equal(Languages.All.Select(words => words.Language), PersonRules.Languages);
}
