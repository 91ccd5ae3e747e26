namespace PlantOps.Contracts.Telemetry;

/// <summary>What a PlantOps device measures. The number is stored: a value is only ever added.</summary>
public enum Metric
{
    /// <summary><c>temperature</c>: air temperature, °C.</summary>
    Temperature = 0,

    /// <summary><c>humidity</c>: relative air humidity, %RH.</summary>
    Humidity = 1,

    /// <summary><c>soil_moisture</c>: soil moisture between the two calibration points, 0–100 %.</summary>
    SoilMoisture = 2,

    /// <summary><c>light_level</c>: illuminance, lux.</summary>
    LightLevel = 3,

    /// <summary><c>soil_raw</c>: the soil probe's raw ADC value, 0–4095 on an ESP32, so that a later calibration can be applied to the past.</summary>
    SoilRaw = 4,
}
