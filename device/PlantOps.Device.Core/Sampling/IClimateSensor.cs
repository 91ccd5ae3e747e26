namespace PlantOps.Device.Core.Sampling;

/// <summary>A sensor of air temperature and humidity.</summary>
internal interface IClimateSensor
{
    /// <summary>
    /// Measures both; <see langword="false"/> where the sensor gives nothing, and then the values mean nothing.
    /// </summary>
    bool TryRead(out double temperatureC, out double humidityPercent);

    /// <summary>
    /// Takes the sensor's supply away for about a second and gives it back, waiting for no longer than that.
    /// <see langword="false"/> where its supply is not on a pin and nothing was done. When and how often is not
    /// decided here.
    /// </summary>
    bool PowerCycle();
}
