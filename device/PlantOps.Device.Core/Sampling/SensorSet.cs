using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// The sensors that are fitted; one that is not is <see langword="null"/>, and its metrics are not reported at all.
/// </summary>
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

    /// <summary>The soil probes of channels 2 to 4, in order.</summary>
    public ISoilProbe?[] FurtherSoil { get; set; } = new ISoilProbe?[0];

    /// <summary>The battery's divider.</summary>
    public IAnalogInput? Battery { get; set; }

    /// <summary>The thermometer in the soil.</summary>
    public ISoilThermometer? SoilThermometer { get; set; }

    /// <summary>What a record needs room for.</summary>
    public ReadingRecord Record
    {
        get
        {
            int furtherSoil = FurtherSoil.Length;
            while (furtherSoil > 0 && FurtherSoil[furtherSoil - 1] == null)
            {
                furtherSoil--;
            }

            bool all = SoilThermometer != null || Others.Length > 0;
            int metrics = all
                ? Metrics.FirmwareCount
                : Battery != null ? (int)Metric.BatteryVoltage + 1 : ReadingRecord.FirstMetrics;
            return ReadingRecord.Of(metrics, furtherSoil)!;
        }
    }
}
