namespace PlantOps.Device.Core.Sampling;

/// <summary>The sensors that are fitted; one that is not is <see langword="null"/>, and its metrics are not reported at all.</summary>
internal sealed class SensorSet
{
    public SensorSet(ISoilProbe? soil, IClimateSensor? climate, ILightSensor? light)
    {
        Soil = soil;
        Climate = climate;
        Light = light;
    }

    public ISoilProbe? Soil { get; }

    public IClimateSensor? Climate { get; }

    public ILightSensor? Light { get; }
}
