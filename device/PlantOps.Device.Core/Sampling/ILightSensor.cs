namespace PlantOps.Device.Core.Sampling;

/// <summary>A sensor of illuminance.</summary>
internal interface ILightSensor
{
    /// <summary>Illuminance in lux; NaN where the sensor gives nothing.</summary>
    double ReadLux();
}
