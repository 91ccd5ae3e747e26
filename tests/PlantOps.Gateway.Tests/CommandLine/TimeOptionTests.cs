using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Tests.CommandLine;

public sealed class TimeOptionTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-12-01", 1796079600000)]
    [InlineData("2026-07-01", 1782856800000)]
    [InlineData("2026-12-01T08:00", 1796108400000)]
    [InlineData("2026-12-01T08:00:00Z", 1796112000000)]
    [InlineData("1796079600000", 1796079600000)]
    [InlineData("0", 0)]
    public void Parse_ATime_IsUnixMilliseconds(string text, long expected) =>
        Assert.Equal(expected, TimeOption.Parse(text, Berlin));

    [Theory]
    [InlineData("2026")]
    [InlineData("20261201")]
    [InlineData("01.12.2026")]
    [InlineData("2026-13-01")]
    [InlineData("")]
    public void Parse_NoTime_IsNull(string text) => Assert.Null(TimeOption.Parse(text, Berlin));
}
