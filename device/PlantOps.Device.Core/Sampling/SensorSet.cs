namespace PlantOps.Device.Core.Sampling;

/// <summary>The sensors that are fitted; one that is not is <see langword="null"/>, and its metrics are not reported at all.</summary>
internal sealed class SensorSet
{
    /// <param name="soil">The soil probe.</param>
    /// <param name="climate">The sensor of air temperature and humidity.</param>
    /// <param name="light">The sensor of illuminance.</param>
    /// <param name="others">Whatever else measures.</param>
    public SensorSet(ISoilProbe? soil, IClimateSensor? climate, ILightSensor? light, params IMeter?[] others)
    {
        Soil = soil;
        Climate = climate;
        Light = light;
        Others = others;
    }

    public ISoilProbe? Soil { get; }

    public IClimateSensor? Climate { get; }

    public ILightSensor? Light { get; }

    public IMeter?[] Others { get; }
}
