using PlantOps.Gateway.Devices.Calibration;

namespace PlantOps.Gateway.Tests.Devices.Calibration;

public sealed class RawTraceTests
{
    [Theory]
    [InlineData(new[] { 2810, 2812, 2815, 2808 }, false)]
    [InlineData(new[] { 2810, 2812, 2815, 2808, 2811 }, true)]
    [InlineData(new[] { 1200, 2810, 2812, 2815, 2808, 2811 }, true)]
    [InlineData(new[] { 2810, 2812, 2851, 2808, 2811 }, false)]
    [InlineData(new[] { 2800, 2840, 2800, 2840, 2800 }, true)]
    public void IsSteady_Values_AreWhereTheLastFiveLieTogether(int[] values, bool expected) =>
        Assert.Equal(expected, RawTrace.IsSteady(values));

    [Fact]
    public void Median_OfTheLastFive_IsNotMovedByOne() =>
        Assert.Equal(2811, RawTrace.Median([1, 2, 2810, 2811, 4000, 2812, 2809]));

    [Theory]
    [InlineData(2900, 0)]
    [InlineData(3000, 0)]
    [InlineData(2000, 50)]
    [InlineData(1100, 100)]
    [InlineData(900, 100)]
    public void ToPercent_ARawValue_IsAsTheDeviceHasIt(double raw, double percent) =>
        Assert.Equal(percent, RawTrace.ToPercent(raw, 2900, 1100));
}
