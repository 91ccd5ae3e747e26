using PlantOps.Contracts.Telemetry;
using PlantOps.VirtualDevice.Plant;

namespace PlantOps.Device.Core.Tests.VirtualDevice;

public sealed class PlantSensorsTests
{
    private const long Midnight = 1760054400000;
    private const long Hour = 3_600_000;

    [Fact]
    public void Weather_ADay_IsDarkAtNightAndWarmestInTheAfternoon()
    {
        var weather = new Weather(new Random(1));
        Assert.Equal(0, weather.Lux(Midnight));
        Assert.InRange(weather.Lux(Midnight + (12 * Hour)), 1000, 12000);
        Assert.True(weather.TemperatureC(Midnight + (15 * Hour)) > weather.TemperatureC(Midnight + (4 * Hour)) + 3);
    }

    [Fact]
    public void Weather_AYear_IsAlwaysPlausible()
    {
        var weather = new Weather(new Random(1));
        for (var hour = 0; hour < 365 * 24; hour++)
        {
            Assert.True(Metrics.IsPlausible(Metric.Temperature, weather.TemperatureC(Midnight + (hour * Hour))));
            Assert.True(Metrics.IsPlausible(Metric.Humidity, weather.HumidityPercent(Midnight + (hour * Hour))));
            Assert.True(Metrics.IsPlausible(Metric.LightLevel, weather.Lux(Midnight + (hour * Hour))));
        }
    }

    [Fact]
    public void Soil_Weeks_DriesAndIsWatered()
    {
        var soil = new Soil(new Random(1));
        var raws = Enumerable.Range(0, 24 * 28).Select(hour => soil.Raw(Midnight + (hour * Hour))).ToList();
        var watered = raws.Zip(raws.Skip(1)).Count(pair => pair.Second < pair.First - 300);
        Assert.InRange(watered, 3, 8);
        Assert.InRange(raws.Max(), 2400, 2600);
    }

    [Fact]
    public void Soil_DryingAsFastAsAsked_ReachesTheSameSooner()
    {
        var (usual, fast) = (new Soil(new Random(3)), new Soil(new Random(3), drying: 3600));
        foreach (var soil in new[] { usual, fast }) soil.Raw(Midnight);

        Assert.InRange(fast.Raw(Midnight + 10_000) - usual.Raw(Midnight + (10 * Hour)), -12, 12);
    }

    [Fact]
    public void Soil_SameSeed_IsTheSamePlant()
    {
        var one = new Soil(new Random(7));
        var other = new Soil(new Random(7));
        for (var hour = 0; hour < 100; hour++)
            Assert.Equal(one.Raw(Midnight + (hour * Hour)), other.Raw(Midnight + (hour * Hour)));
    }
}
