using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Measures once with every sensor that is fitted and says of each value how far it can be trusted.</summary>
internal sealed class Measurement
{
    private readonly ClimateMeter? _climate;
    private readonly SoilMeter? _soil;
    private readonly LightMeter? _light;
    private readonly ReadingLight _shown;

    public Measurement(SensorSet sensors, SoilCalibration calibration, ReadingLight shown)
    {
        _shown = shown;
        Calibration = calibration;
        _climate = sensors.Climate == null ? null : new ClimateMeter(sensors.Climate);
        _soil = sensors.Soil == null ? null : new SoilMeter(sensors.Soil, calibration);
        _light = sensors.Light == null ? null : new LightMeter(sensors.Light);
        SettleMs = _climate != null ? ClimateMeter.SettleMs
            : _soil != null ? SoilMeter.SettleMs
            : _light != null ? LightMeter.SettleMs : 0;
    }

    public SoilCalibration Calibration { get; }

    /// <summary>How long after the start every fitted sensor gives what it really measures.</summary>
    public int SettleMs { get; }

    /// <summary>Remembers a reading of before this start, the oldest first.</summary>
    /// <param name="reading">What was measured.</param>
    /// <param name="uptimeMs">When, in this start's running time: below 0.</param>
    public void Remember(TelemetryReading reading, long uptimeMs)
    {
        _climate?.Remember(reading, uptimeMs);
        _soil?.Remember(reading, uptimeMs);
        _light?.Remember(reading, uptimeMs);
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        _climate?.Run(into, uptimeMs);
        _soil?.Run(into, uptimeMs);
        _light?.Run(into, uptimeMs);
        _shown.Show(into);
    }

    /// <summary>Reads the soil probe for a calibration point; <see langword="null"/> where none is fitted.</summary>
    public SoilSampler? SampleSoil() => _soil?.Sample();
}
