using System;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Measures once with every sensor that is fitted and says of each value how far it can be trusted.</summary>
internal sealed class Measurement
{
    private const int FirstMeters = 5;

    private readonly IMeter?[] _meters;
    private readonly SoilCalibration?[] _further;
    private readonly SoilMeter? _soil;
    private readonly ReadingLight _shown;

    /// <param name="sensors">What is fitted.</param>
    /// <param name="calibration">How the first soil probe's raw values become percent.</param>
    /// <param name="shown">Where readings show.</param>
    /// <param name="settings">The device's; what it runs with may change.</param>
    /// <param name="log">Where it says why there is no value, as far as that is known.</param>
    public Measurement(SensorSet sensors, SoilCalibration calibration, ReadingLight shown, SettingValues settings, IEventLog log)
    {
        _shown = shown;
        Calibration = calibration;
        int further = sensors.FurtherSoil.Length;
        _soil = sensors.Soil == null ? null : new SoilMeter(sensors.Soil, calibration, new SoilSampler(), SoilChannels.First);
        _meters = new IMeter?[FirstMeters + further + sensors.Others.Length];
        _meters[0] = sensors.Climate == null ? null : new ClimateMeter(sensors.Climate);
        _meters[1] = _soil;
        _meters[2] = sensors.Light == null ? null : new LightMeter(sensors.Light);
        SoilSampler shared = new SoilSampler();
        _meters[3] = sensors.Battery == null ? null : new BatteryMeter(sensors.Battery, settings, shared);
        _meters[4] = sensors.SoilThermometer == null ? null : new SoilThermometerMeter(sensors.SoilThermometer, log);
        _further = new SoilCalibration?[further];
        for (int i = 0; i < further; i++)
        {
            ISoilProbe? probe = sensors.FurtherSoil[i];
            if (probe != null)
            {
                int channel = SoilChannels.First + 1 + i;
                SoilCalibration its = SoilCalibration.Of(settings, channel);
                _further[i] = its;
                _meters[FirstMeters + i] = new SoilMeter(probe, its, shared, channel);
            }
        }

        Array.Copy(sensors.Others, 0, _meters, FirstMeters + further, sensors.Others.Length);
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

    /// <summary>Other points of every soil probe from now on; the caller has checked them.</summary>
    public void Calibrate(SettingValues settings)
    {
        Calibration.Change(settings.SoilDryRaw, settings.SoilWetRaw);
        for (int i = 0; i < _further.Length; i++)
        {
            int channel = SoilChannels.First + 1 + i;
            _further[i]?.Change(settings[SettingCatalogue.SoilDryRaw(channel)], settings[SettingCatalogue.SoilWetRaw(channel)]);
        }
    }

    /// <summary>Reads the soil probe for a calibration point; <see langword="null"/> where none is fitted.</summary>
    public SoilSampler? SampleSoil() => _soil?.Sample();
}
