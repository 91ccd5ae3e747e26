using System;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Measures once with every sensor that is fitted and says of each value how far it can be trusted.</summary>
internal sealed class Measurement
{
    private readonly IMeter?[] _meters;
    private readonly SoilMeter? _soil;
    private readonly ReadingLight _shown;

    public Measurement(SensorSet sensors, SoilCalibration calibration, ReadingLight shown)
    {
        _shown = shown;
        Calibration = calibration;
        _soil = sensors.Soil == null ? null : new SoilMeter(sensors.Soil, calibration);
        _meters = new IMeter?[3 + sensors.Others.Length];
        _meters[0] = sensors.Climate == null ? null : new ClimateMeter(sensors.Climate);
        _meters[1] = _soil;
        _meters[2] = sensors.Light == null ? null : new LightMeter(sensors.Light);
        Array.Copy(sensors.Others, 0, _meters, 3, sensors.Others.Length);
        foreach (IMeter? meter in _meters)
        {
            if (meter != null && meter.SettleMs > SettleMs)
            {
                SettleMs = meter.SettleMs;
            }
        }
    }

    public SoilCalibration Calibration { get; }

    /// <summary>How long after the start every fitted sensor gives what it really measures.</summary>
    public int SettleMs { get; }

    /// <summary>Remembers a reading of before this start, the oldest first.</summary>
    /// <param name="reading">What was measured.</param>
    /// <param name="uptimeMs">When, in this start's running time: below 0.</param>
    public void Remember(TelemetryReading reading, long uptimeMs)
    {
        foreach (IMeter? meter in _meters)
        {
            meter?.Remember(reading, uptimeMs);
        }
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        foreach (IMeter? meter in _meters)
        {
            meter?.Run(into, uptimeMs);
        }

        _shown.Show(into);
    }

    /// <summary>Reads the soil probe for a calibration point; <see langword="null"/> where none is fitted.</summary>
    public SoilSampler? SampleSoil() => _soil?.Sample();
}
