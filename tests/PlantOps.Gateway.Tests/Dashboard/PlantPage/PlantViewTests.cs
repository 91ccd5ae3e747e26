using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Tests.Dashboard.PlantPage;

public sealed class PlantViewTests
{
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly HistoryPoint[] Points =
    [
        new(Now - (9 * Hour), 10, 12, 14), new(Now - (8 * Hour), 12, 20, 40), HistoryPoint.Gap(Now - (7 * Hour)),
        new(Now - (2 * Hour), 30, 31.24, 67),
    ];

    [Fact]
    public void Chart_OfATimeWithAGap_SaysItInWords()
    {
        JournalEntry[] journal = [Watered(Now - Hour), Watered(Now - (2 * Hour)), Watered(Now - (200 * Hour))];

        var chart = ChartView.Of("pl-1", English, new ChartChoice(Metric.SoilMoisture, 7), Points, journal, Now);

        Assert.Equal("between 10\u00a0% and 67\u00a0%. Watered twice. Nothing was measured for 5\u00a0h.", chart.Caption);
        Assert.Equal("/plants/pl-1/history?metric=soil_moisture&days=7", chart.Source);
    }

    [Fact]
    public void Chart_OfATimeWithoutAnything_SaysSo() => Assert.Equal(
        "Nothing was measured in this time.",
        ChartView.Of("pl-1", English, new ChartChoice(Metric.SoilMoisture, 7), [], [], Now).Caption);

    [Fact]
    public void Answer_OfATimeWithAGap_HasNothingInItsPlace()
    {
        var answer = HistoryAnswer.Of(Points, (35, null), Now - (24 * Hour), Now, [Watered(Now - Hour)], []);

        Assert.Equal([12, 20, null, 31.2], answer.Mean);
        Assert.Equal([10, 12, null, 30], answer.Min);
        Assert.Equal((35, null), (answer.Low, answer.High));
        Assert.Equal([(Now - Hour) / 1000], answer.Watered);
        Assert.Equal([(Now - (24 * Hour)) / 1000, Now / 1000], answer.Range);
    }

    [Theory]
    [InlineData("temperature", 30, Metric.Temperature, 30)]
    [InlineData("no-such", 2, Metric.SoilMoisture, 7)]
    [InlineData(null, null, Metric.SoilMoisture, 7)]
    [InlineData("soil_raw", 365, Metric.SoilMoisture, 365)]
    public void Choice_OfWhatWasAsked_IsOneThatThereIs(string? asked, int? days, Metric metric, int chosen) =>
        Assert.Equal(new ChartChoice(metric, chosen), ChartChoice.Of(asked, days));

    private static JournalEntry Watered(long at) => new() { Id = "1", Kind = JournalKind.Watered, At = at, By = "Ada" };
}
