using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class TelemetryQueryTests
{
    private const long Now = 1_777_622_400_000;

    [Theory]
    [InlineData("1777622400000", 1777622400000)]
    [InlineData("2026-05-01T08:00:00Z", 1777622400000)]
    [InlineData("2026-05-01T10:00:00+02:00", 1777622400000)]
    [InlineData("2026-05-01T10:00:00 02:00", 1777622400000)]
    [InlineData("2026-05-01T08:00Z", 1777622400000)]
    [InlineData("2026-05-01T08:00:00.250Z", 1777622400250)]
    public void ParseTime_OfATime_IsUnixMilliseconds(string text, long time) => Assert.Equal(time, RequestTime.Parse(text));

    [Theory]
    [InlineData("2026-05-01T08:00:00")]
    [InlineData("2026-05-01")]
    [InlineData("yesterday")]
    [InlineData("1.5")]
    public void ParseTime_OfAnythingElse_IsNone(string text) => Assert.Null(RequestTime.Parse(text));

    [Fact]
    public void Parse_WithNothingGiven_IsTheLastDayOfEveryMetric()
    {
        var query = TelemetryQuery.Parse(new TelemetryParameters(), Now, out var errors);

        Assert.Empty(errors);
        Assert.Equal((Now - 86_400_000, Now), (query.From, query.To));
        Assert.Equal(Enum.GetValues<Metric>(), query.Metrics);
    }

    [Fact]
    public void Parse_WithMetrics_KeepsTheirOrder()
    {
        var query = TelemetryQuery.Parse(new TelemetryParameters { Metrics = "soil_moisture, temperature" }, Now, out var errors);

        Assert.Empty(errors);
        Assert.Equal([Metric.SoilMoisture, Metric.Temperature], query.Metrics);
    }

    [Fact]
    public void Parse_WithEverythingWrong_NamesEachParameter()
    {
        var given = new TelemetryParameters { From = "then", To = "now", Metrics = "temperature,mood", Resolution = "1 hour" };

        TelemetryQuery.Parse(given, Now, out var errors);

        Assert.Equal(["from", "metrics", "resolution", "to"], errors.Keys.Order());
        Assert.Contains("'mood'", errors["metrics"][0], StringComparison.Ordinal);
        Assert.Contains("soil_raw", errors["metrics"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithFromAfterTo_SaysSo()
    {
        TelemetryQuery.Parse(new TelemetryParameters { From = "2000", To = "1000" }, Now, out var errors);

        Assert.Equal("from", Assert.Single(errors).Key);
    }
}
