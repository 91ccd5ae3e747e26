namespace PlantOps.VirtualDevice.Plant;

/// <summary>A day on a window sill: light, temperature and humidity follow the sun, and clouds pass.</summary>
internal sealed class Weather(Random random)
{
    private const double DayMs = 24 * 60 * 60 * 1000;

    private readonly double _warmth = 19 + (3 * random.NextDouble());
    private double _cloud = 0.7;

    /// <summary>Illuminance in lux; the sun is up from six to six.</summary>
    public double Lux(long unixMs)
    {
        _cloud = Math.Clamp(_cloud + Noise(0.03), 0.15, 1);
        var sun = Math.Sin(2 * Math.PI * (DayFraction(unixMs) - 0.25));
        return sun <= 0 ? 0 : Math.Round(12000 * sun * _cloud, 1);
    }

    /// <summary>Air temperature in °C, in steps of a tenth as a DHT22 gives it; warmest in the afternoon.</summary>
    public double TemperatureC(long unixMs) =>
        Math.Round(_warmth + (3 * Math.Sin(2 * Math.PI * (DayFraction(unixMs) - 0.4))) + Noise(0.1), 1);

    /// <summary>Relative humidity in percent: the same water in warmer air is less of it.</summary>
    public double HumidityPercent(long unixMs) => Math.Round(52 - (2 * (TemperatureC(unixMs) - _warmth)) + Noise(0.4), 1);

    private static double DayFraction(long unixMs) => unixMs % DayMs / DayMs;

    private double Noise(double most) => most * ((2 * random.NextDouble()) - 1);
}
