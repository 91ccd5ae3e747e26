using System.Globalization;
using System.Text;
using CsCheck;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class DecimalWriterTests
{
    [Theory]
    [InlineData(21.5, "21.5")]
    [InlineData(-3.07, "-3.07")]
    [InlineData(0, "0")]
    [InlineData(0.001, "0.001")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(100, "100")]
    [InlineData(54612.5, "54612.5")]
    [InlineData(999999999.25, "999999999.25")]
    public void Format_AFewDecimals_AreWrittenAsTheyAre(double value, string expected) => Assert.Equal(expected, Text(value));

    [Theory]
    [InlineData(0.1234)]
    [InlineData(1e9)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(1.0 / 3)]
    public void Format_OtherNumbers_AreLeftToTheLibrary(double value) => Assert.Empty(Text(value));

    [Fact]
    public void Format_AnyNumberItTakes_ReadsBackTheSame() =>
        Gen.OneOf(Gen.Double, Gen.Double[-1e9, 1e9], Gen.Long[-999_999_999_999, 999_999_999_999].Select(n => n / 1000.0))
            .Sample(value =>
        {
            var text = Text(value);
            return text.Length == 0 || double.Parse(text, CultureInfo.InvariantCulture) == value;
        });

    private static string Text(double value)
    {
        Span<byte> digits = stackalloc byte[20];
        return Encoding.ASCII.GetString(digits[..DecimalWriter.Format(value, digits)]);
    }
}
