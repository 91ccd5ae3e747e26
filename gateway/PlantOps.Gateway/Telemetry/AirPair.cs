using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Temperature and humidity of a DHT11 or DHT22 come in one telegram of 40 bits (Aosong AM2302 datasheet, section 7): where
/// one half cannot be, the other is of the same torn telegram, however likely it looks. What broken ones are known to give:
/// −0.1 °C and 255 %, 0 and 0, 1 and 1, −40 and 1.
/// </summary>
internal static class AirPair
{
    // A sensor in fog or bone-dry air goes a little beyond its range: that is no torn telegram.
    private const double LeastHumidity = -2;
    private const double MostHumidity = 103;

    /// <summary>Whether both values are of one reading and neither can be trusted.</summary>
    public static bool IsTorn(in MetricValues values)
    {
        var (temperature, humidity) = (values[Metric.Temperature], values[Metric.Humidity]);
        if (double.IsNaN(temperature) || double.IsNaN(humidity)) return false;
        return !IsHumidity(humidity) || !Metrics.IsPlausible(Metric.Temperature, temperature)
            || (humidity is 0 or 1 && temperature is 0 or 1 or -40);
    }

    /// <summary>Neither half of it can be trusted.</summary>
    public static MetricQualities Doubted(MetricQualities qualities) =>
        qualities.With(Metric.Temperature, Quality.Implausible).With(Metric.Humidity, Quality.Implausible);

    /// <summary>Whether this half is what cannot be.</summary>
    public static bool IsHumidity(double humidity) => humidity is >= LeastHumidity and <= MostHumidity;
}
