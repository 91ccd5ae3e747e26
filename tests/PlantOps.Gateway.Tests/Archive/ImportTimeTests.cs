using System.Globalization;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ImportTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2024-07-01 08:00:00", "2024-07-01T06:00:00.000Z")]
    [InlineData("2024-01-01 08:00", "2024-01-01T07:00:00.000Z")]
    [InlineData("01.07.2024 08:00:00", "2024-07-01T06:00:00.000Z")]
    [InlineData("2024/07/01 08:00:00,5", "2024-07-01T06:00:00.500Z")]
    [InlineData("2024-07-01", "2024-06-30T22:00:00.000Z")]
    [InlineData("2024-07-01T08:00:00Z", "2024-07-01T08:00:00.000Z")]
    [InlineData("2024-07-01 08:00:00 GMT", "2024-07-01T08:00:00.000Z")]
    [InlineData("2024-07-01 08:00:00-03", "2024-07-01T11:00:00.000Z")]
    [InlineData("2024-03-31 02:30:00", "2024-03-31T01:30:00.000Z")]
    [InlineData("  2024-07-01 8:00:00 PM ", "2024-07-01T18:00:00.000Z")]
    public void Read_LocalAndOtherTimes_AreUtc(string text, string expected)
    {
        Assert.Null(new ImportTime(Berlin, null).Read(text, out var time));

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), time);
    }

    [Fact]
    public void Read_HourThatIsTwice_GoesOnInTime()
    {
        var times = new ImportTime(Berlin, null);
        string[] local = ["01:40", "02:00", "02:20", "02:40", "02:00", "02:20", "02:40", "03:00"];

        var read = local.Select(clock =>
        {
            Assert.Null(times.Read($"2024-10-27 {clock}", out var time));
            return time;
        }).ToList();

        Assert.All(read.Zip(read.Skip(1)), pair => Assert.Equal(20 * 60_000, pair.Second - pair.First));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2024-13-01 08:00")]
    [InlineData("2024-07-01 25:00")]
    [InlineData("2024-07-01 08:00:00+25:00")]
    [InlineData("2024-07-01 08:00:00 CEST")]
    [InlineData("")]
    public void Read_NoTime_IsSaid(string text) => Assert.NotNull(new ImportTime(Berlin, null).Read(text, out _));

    [Theory]
    [InlineData("+05:30", 5.5)]
    [InlineData("-0300", -3)]
    [InlineData("UTC", 0)]
    public void Parse_ZoneThatIsAnOffset_IsTaken(string zone, double hours)
    {
        var options = ImportOptions.Parse(new ImportText { TimeZone = zone }, out var errors);

        Assert.Empty(errors);
        Assert.Equal(TimeSpan.FromHours(hours), options.Zone!.BaseUtcOffset);
        ImportOptions.Parse(new ImportText { TimeZone = "+25:00" }, out errors);
        Assert.Equal("time-zone", Assert.Single(errors).Option);
    }

    [Theory]
    [InlineData("dmy", "3/4/2024", "2024-04-03")]
    [InlineData("mdy", "3/4/2024", "2024-03-04")]
    public void Read_DateWithSlashes_IsAsSomebodySays(string order, string text, string expected)
    {
        var times = new ImportTime(TimeZoneInfo.Utc, order == "dmy" ? DateOrder.DayFirst : DateOrder.MonthFirst);

        Assert.Null(times.Read(text, out var time));

        Assert.Equal(DateTimeOffset.Parse(
            expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds(), time);
        Assert.Contains("--date-order", new ImportTime(TimeZoneInfo.Utc, null).Read(text, out _), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sensor.fern_soil_moisture", "soil_moisture", "sensor_fern")]
    [InlineData("sensor.fern_temperature", "temperature", "sensor_fern")]
    [InlineData("Balkon Bodenfeuchte", "soil_moisture", "balkon")]
    [InlineData("Soil Temp", "soil_temperature", "")]
    [InlineData("fern_soil_moisture_2", "soil_moisture_2", "fern")]
    [InlineData("Illuminance (lx)", "light_level", "lx")]
    [InlineData("vbat", "battery_voltage", "")]
    [InlineData("entry_id", null, "entry_id")]
    public void Guess_NamesOfOthers_AreMetrics(string name, string? metric, string stem)
    {

        Assert.Equal(metric, MetricTarget.Guess(name, out var rest)?.Name);
        Assert.Equal(stem, rest);
    }
}
