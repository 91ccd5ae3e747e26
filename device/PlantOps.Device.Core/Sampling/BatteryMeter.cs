using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// The battery's voltage, by a divider on an analogue input. What is at either end of the input's range is no measurement:
/// nothing is connected, or there is more than the input can tell.
/// </summary>
internal sealed class BatteryMeter : IMeter
{
    /// <summary>
    /// What the input gives 4095 for, V. Chips differ by some percent (ESP-IDF, “ADC calibration”); the owner's ratio takes
    /// that up.
    /// </summary>
    public const double FullScaleVolts = 3.3;

    private const int FullScaleRaw = 4095;

    private readonly IAnalogInput _input;
    private readonly SettingValues _settings;
    private readonly SoilSampler _sampler;

    /// <param name="input">The divider.</param>
    /// <param name="settings">Where its ratio is.</param>
    /// <param name="sampler">Reads it; others may use it in between.</param>
    public BatteryMeter(IAnalogInput input, SettingValues settings, SoilSampler sampler)
    {
        _sampler = sampler;
        _input = input;
        _settings = settings;
    }

    int IMeter.SettleMs => 0;

    public void Remember(TelemetryReading reading, long uptimeMs)
    {
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        _sampler.Run(_input, SoilSampler.Reads);
        double volts = VoltsOf(_sampler.MedianRaw, _settings[DeviceSetting.BatteryRatioPermille]);
        into.Set(Metric.BatteryVoltage, volts, double.IsNaN(volts) ? Quality.Missing : Quality.Ok);
    }

    /// <summary>The battery's voltage; NaN where the input tells none.</summary>
    public static double VoltsOf(int raw, int ratioPermille)
    {
        double volts = FullScaleVolts * raw / FullScaleRaw * ratioPermille / 1000;
        return SoilCalibration.IsPlausible(raw) && Metrics.IsPlausible(Metric.BatteryVoltage, volts) ? volts : double.NaN;
    }
}
