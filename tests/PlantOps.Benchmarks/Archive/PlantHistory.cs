namespace PlantOps.Benchmarks.Archive;

/// <summary>
/// What a plant's device measured, a reading a minute: days and nights, seasons and weather, a soil that dries and is
/// watered, and the noise that sensors have. Values have the resolution of the sensors: 0.1 and whole lux.
/// </summary>
internal sealed class PlantHistory(int seed, long start)
{
    private const double MinutesADay = 24 * 60;

    private readonly Random _random = new(seed);
    private readonly long _start = start + (seed * 2741L % 60_000);
    private double _weather;
    private double _clouds = 0.5;
    private double _soil = 55;
    private int _minute;

    public HistoryReading Next()
    {
        var day = _minute / MinutesADay;
        var sun = Math.Max(0, Math.Sin(2 * Math.PI * (day - 0.25)));
        _weather = (_weather * 0.9995) + (Noise() * 0.05);
        _clouds = Math.Clamp((_clouds * 0.99) + 0.005 + (Noise() * 0.04), 0.05, 1);
        _soil -= 0.0025 + (0.004 * sun);
        if (_soil < 22) _soil = 62;

        var temperature = 20 + (3 * Math.Sin(2 * Math.PI * day / 365)) + (2.5 * Math.Sin(2 * Math.PI * (day - 0.375))) + _weather;
        var humidity = 50 - (1.8 * (temperature - 20)) + (4 * _clouds);
        var reading = new HistoryReading(
            _start + (_minute * 60_000L) + _random.Next(25),
            Tenths(temperature + (Noise() * 0.05)),
            Tenths(humidity + (Noise() * 0.15)),
            Tenths(_soil + (Noise() * 0.15)),
            (int)(Math.Pow(sun, 1.3) * 12_000 * _clouds));
        _minute++;
        return reading;
    }

    private static double Tenths(double value) => Math.Round(value, 1);

    // Normally distributed, nearly: the sum of twelve equal distributions has a variance of one.
    private double Noise()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += _random.NextDouble();
        return sum;
    }
}

internal readonly record struct HistoryReading(
    long Time, double Temperature, double Humidity, double SoilMoisture, int LightLevel);
