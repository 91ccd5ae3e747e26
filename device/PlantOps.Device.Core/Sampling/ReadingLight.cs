using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;

namespace PlantOps.Device.Core.Sampling;

/// <summary>What the status light is told of a reading.</summary>
internal sealed class ReadingLight
{
    private readonly StatusLight _light;
    private readonly DeviceConfiguration _configuration;

    public ReadingLight(StatusLight light, DeviceConfiguration configuration)
    {
        _light = light;
        _configuration = configuration;
    }

    public void Show(TelemetryReading reading)
    {
        bool failing = false;
        for (Metric metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
        {
            Quality quality = reading.QualityOf(metric);
            failing |= quality != Quality.Ok && quality != Quality.Unsettled;
        }

        for (int channel = SoilChannels.First + 1; channel <= SoilChannels.FirmwareMost; channel++)
        {
            Quality quality = reading.SoilQualityOf(Metric.SoilRaw, channel);
            failing |= quality != Quality.Ok && quality != Quality.Unsettled;
        }

        // What cannot be trusted says nothing about the plant; NaN is neither below nor above.
        double soil = reading.QualityOf(Metric.SoilMoisture) == Quality.Ok ? reading.Value(Metric.SoilMoisture) : double.NaN;
        _light.Tell(LightState.SensorFailing, failing);
        _light.Tell(LightState.TooDry, soil < _configuration.LedDryPercent);
        _light.Tell(LightState.TooWet, soil > _configuration.LedWetPercent);
    }
}
