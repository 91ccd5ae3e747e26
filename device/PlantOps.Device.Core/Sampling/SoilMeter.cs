using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Soil moisture: the raw value and the percentage made of it.</summary>
internal sealed class SoilMeter : IMeter
{
    /// <summary>
    /// The probe's oscillator and filter settle in some tens of milliseconds after its supply came (a TLC555 with
    /// 1 MΩ and 100 nF at its output, as its usual schematic shows).
    /// </summary>
    public const int SettleMs = 500;

    // A raw value is never still: half an hour of the same one is a broken probe.
    private const long StillMs = 30 * 60 * 1000;

    private readonly ISoilProbe _probe;
    private readonly SoilCalibration _calibration;
    private readonly StuckDetector _stuck = new StuckDetector(StillMs);
    private readonly SoilSampler _sampler = new SoilSampler();

    public SoilMeter(ISoilProbe probe, SoilCalibration calibration)
    {
        _probe = probe;
        _calibration = calibration;
    }

    int IMeter.SettleMs => SettleMs;

    /// <summary>Remembers a reading of before this start.</summary>
    public void Remember(TelemetryReading reading, long uptimeMs) => _stuck.IsStuck(reading.Value(Metric.SoilRaw), uptimeMs);

    public void Run(TelemetryReading into, long uptimeMs)
    {
        _sampler.Run(_probe, SoilSampler.Reads);
        int raw = _sampler.MedianRaw;
        if (raw < 0)
        {
            into.Set(Metric.SoilRaw, double.NaN, Quality.Missing);
            into.Set(Metric.SoilMoisture, double.NaN, Quality.Missing);
            return;
        }

        bool stuck = _stuck.IsStuck(raw, uptimeMs);
        Quality quality = uptimeMs < SettleMs ? Quality.Unsettled
            : !SoilCalibration.IsPlausible(raw) ? Quality.Implausible
            : stuck ? Quality.Stuck : Quality.Ok;
        into.Set(Metric.SoilRaw, raw, quality);
        into.Set(Metric.SoilMoisture, _calibration.ToPercent(raw), quality);
    }

    /// <summary>Reads more often, for a calibration point. The result holds until the next read of any kind.</summary>
    public SoilSampler Sample()
    {
        _sampler.Run(_probe, SoilSampler.CalibrationReads);
        return _sampler;
    }
}
