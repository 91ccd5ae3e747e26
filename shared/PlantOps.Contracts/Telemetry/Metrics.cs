namespace PlantOps.Contracts.Telemetry;

/// <summary>Wire names and physical ranges of the metrics.</summary>
public static class Metrics
{
    /// <summary>How many metrics this version has.</summary>
    public const int Count = 5;

    /// <summary>The metric's name on the wire.</summary>
    public static string Name(Metric metric)
    {
        switch (metric)
        {
            case Metric.Temperature: return "temperature";
            case Metric.Humidity: return "humidity";
            case Metric.SoilMoisture: return "soil_moisture";
            case Metric.LightLevel: return "light_level";
            case Metric.SoilRaw: return "soil_raw";
            default: return string.Empty;
        }
    }

    /// <summary>Decimals worth sending: the resolution of the usual sensor, one digit finer.</summary>
    public static int Decimals(Metric metric)
    {
        switch (metric)
        {
            case Metric.Temperature:
            case Metric.Humidity:
            case Metric.SoilMoisture: return 2;
            case Metric.LightLevel: return 1;
            default: return 0;
        }
    }

    /// <summary>
    /// Whether a value can be true at all. Temperature −40…80 °C and humidity 0…100 %RH are the DHT22's range
    /// (Aosong AM2302 datasheet, table 1); 0…200,000 lux is above direct sun (about 120,000); raw values are 16 bit.
    /// </summary>
    public static bool IsPlausible(Metric metric, double value)
    {
        switch (metric)
        {
            case Metric.Temperature: return value >= -40 && value <= 80;
            case Metric.Humidity:
            case Metric.SoilMoisture: return value >= 0 && value <= 100;
            case Metric.LightLevel: return value >= 0 && value <= 200000;
            case Metric.SoilRaw: return value >= 0 && value <= 65535;
            default: return false;
        }
    }
}
