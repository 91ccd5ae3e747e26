using CsCheck;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class ResolutionTests
{
    private const long Year = 365L * 24 * 60 * 60 * 1000;
    private const long Now = 1_777_622_400_000;

    [Theory]
    [InlineData(null, "raw")]
    [InlineData("raw", "raw")]
    [InlineData("1m", "1m")]
    [InlineData("15m", "15m")]
    [InlineData("1h", "1h")]
    [InlineData("1d", "1d")]
    [InlineData("500", "18h")]
    [InlineData("10000", "1h")]
    [InlineData("2", "4380h")]
    [InlineData("365", "1d")]
    public void Parse_OfAYear_IsNamed(string? text, string name) => Assert.Equal(name, Resolution.Parse(text, 0, Year)?.Name);

    [Theory]
    [InlineData("2h")]
    [InlineData("1")]
    [InlineData("10001")]
    [InlineData("-5")]
    [InlineData("RAW")]
    [InlineData("500 points")]
    public void Parse_OfAnythingElse_IsNone(string text) => Assert.Null(Resolution.Parse(text, Now - Year, Now));

    [Fact]
    public void Parse_OfAnyNumberOfPoints_GivesNoMoreAndNotHalfAsMany() =>
        Gen.Select(Gen.Int[2, 10_000], Gen.Long[0, Now], Gen.Long[0, Year]).Sample((points, from, length) =>
        {
            var width = Resolution.Parse($"{points}", from, from + length)!.Value.Width;
            var periods = (RollupPeriods.Floor(from + length + width - 1, width) - RollupPeriods.Floor(from, width)) / width;
            Assert.InRange(periods, 0, points);
            if (length > points * 1000L * 3600 * 4 && points > 10) Assert.InRange(periods, points / 2, points);
        });
}
