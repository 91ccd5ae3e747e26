namespace PlantOps.Device.Core.Sampling;

/// <summary>A sensor of air temperature and humidity.</summary>
internal interface IClimateSensor
{
    /// <summary>Measures both; <see langword="false"/> where the sensor gives nothing, and then the values mean nothing.</summary>
    bool TryRead(out double temperatureC, out double humidityPercent);
}
