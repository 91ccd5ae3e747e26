using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace PlantOps.Contracts.Tests.Json;

public sealed class JsonWriterTests
{
    [Theory]
    [InlineData(21.5, 2, "21.5")]
    [InlineData(21.005, 2, "21.01")]
    [InlineData(-0.004, 2, "0")]
    [InlineData(-0.006, 2, "-0.01")]
    [InlineData(100, 2, "100")]
    [InlineData(0.1, 0, "0")]
    [InlineData(double.NaN, 2, "null")]
    [InlineData(double.PositiveInfinity, 2, "null")]
    public void Write_Double_IsRounded(double value, int decimals, string text) =>
        Assert.Equal("{\"v\":" + text + "}", Member(value, decimals));

    [Fact]
    public void Write_AnyDouble_IsTheNearestWithinHalfADecimal() =>
        Gen.Double[-200000, 200000].Sample(value =>
        {
            var read = JsonDocument.Parse(Member(value, 2)).RootElement.GetProperty("v").GetDouble();
            Assert.True(Math.Abs(read - value) <= 0.00501, value.ToString(CultureInfo.InvariantCulture));
        });

    [Fact]
    public void Write_AnyLong_IsTheSameNumber() =>
        Gen.Long[-9007199254740991, 9007199254740991].Sample(value =>
        {
            var json = Written.By(writer =>
            {
                writer.BeginObject();
                writer.Write("v", value);
                writer.EndObject();
            });
            Assert.Equal("{\"v\":" + value.ToString(CultureInfo.InvariantCulture) + "}", json);
        });

    private static string Member(double value, int decimals) => Written.By(writer =>
    {
        writer.BeginObject();
        writer.Write("v", value, decimals);
        writer.EndObject();
    });
}
