using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Plants.Figures;

public sealed class AirFiguresTests
{
    /// <summary>FAO Irrigation and Drainage Paper 56, annex 2, table 2.3.</summary>
    [Theory]
    [InlineData(1, 0.657)]
    [InlineData(10, 1.228)]
    [InlineData(15, 1.705)]
    [InlineData(18, 2.064)]
    [InlineData(20, 2.338)]
    [InlineData(24.5, 3.075)]
    [InlineData(25, 3.168)]
    [InlineData(30, 4.243)]
    public void Saturation_TableOfFao56_IsMet(double temperature, double kilopascals) =>
        Assert.Equal(kilopascals, VapourPressure.Saturation(temperature), 0.0006);

    /// <summary>
    /// FAO 56, example 5: 25 °C and 54 % by day, 18 °C and 82 % by night give an actual vapour pressure of 1.70 kPa and a
    /// deficit of 0.91.
    /// </summary>
    [Fact]
    public void Deficit_Example5OfFao56_IsMet()
    {
        var saturation = (VapourPressure.Saturation(25) + VapourPressure.Saturation(18)) / 2;
        var deficit = (VapourPressure.Deficit(25, 54) + VapourPressure.Deficit(18, 82)) / 2;

        Assert.Equal(1.70, saturation - deficit, 0.005);
        Assert.Equal(0.91, deficit, 0.006);
    }

    [Fact]
    public void Deficit_AnyAir_FallsWithHumidityAndIsNeverNegative()
    {
        for (var temperature = -20; temperature <= 60; temperature += 5)
        {
            var deficits = Enumerable.Range(0, 21).Select(step => VapourPressure.Deficit(temperature, step * 5)).ToList();
            Assert.Equal(deficits.OrderDescending(), deficits);
            Assert.Equal(0, deficits[^1], 1e-12);
        }

        Assert.Equal(0, VapourPressure.Deficit(20, 103));
    }

    /// <summary>DIN 4108-3, table of dew points of air.</summary>
    [Theory]
    [InlineData(10, 50, 0.1)]
    [InlineData(20, 50, 9.3)]
    [InlineData(20, 60, 12.0)]
    [InlineData(20, 95, 19.2)]
    [InlineData(25, 50, 13.9)]
    [InlineData(25, 70, 19.1)]
    [InlineData(30, 30, 10.5)]
    [InlineData(30, 40, 14.9)]
    [InlineData(30, 80, 26.2)]
    public void DewPoint_TableOfDin4108_IsMet(double temperature, double humidity, double dewPoint) =>
        Assert.Equal(dewPoint, DewPoint.Of(temperature, humidity), 0.1);

    /// <summary>Two formulas from different sources must agree: at the dew point the air is saturated.</summary>
    [Fact]
    public void DewPoint_AnyRoom_IsWhereTheAirIsSaturated()
    {
        for (var temperature = 0; temperature <= 45; temperature += 5)
        {
            for (var humidity = 10; humidity <= 100; humidity += 10)
            {
                var held = VapourPressure.Saturation(temperature) - VapourPressure.Deficit(temperature, humidity);
                var dewPoint = DewPoint.Of(temperature, humidity);
                if (dewPoint > 0) Assert.Equal(1, VapourPressure.Saturation(dewPoint) / held, 0.005);
                Assert.True(dewPoint <= temperature + 1e-9);
            }
        }
    }
}
