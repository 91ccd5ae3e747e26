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
    private readonly int _channel;
    private readonly StuckDetector _stuck = new StuckDetector(StillMs);
    private readonly SoilSampler _sampler;

    /// <param name="probe">The probe.</param>
    /// <param name="calibration">How its raw values become percent.</param>
    /// <param name="sampler">Reads it; others may use it in between, unless calibration points are to be taken.</param>
    /// <param name="channel">Which soil channel it is, 1–4.</param>
    public SoilMeter(ISoilProbe probe, SoilCalibration calibration, SoilSampler sampler, int channel)
    {
        _sampler = sampler;
        _channel = channel;
        _probe = probe;
        _calibration = calibration;
    }

    int IMeter.SettleMs => SettleMs;

    /// <summary>Remembers a reading of before this start.</summary>
    public void Remember(TelemetryReading reading, long uptimeMs) =>
        _stuck.IsStuck(reading.SoilValue(Metric.SoilRaw, _channel), uptimeMs);

    public void Run(TelemetryReading into, long uptimeMs)
    {
        _sampler.Run(_probe, SoilSampler.Reads);
        int raw = _sampler.MedianRaw;
        if (raw < 0)
        {
            into.SetSoil(Metric.SoilRaw, _channel, double.NaN, Quality.Missing);
            into.SetSoil(Metric.SoilMoisture, _channel, double.NaN, Quality.Missing);
            return;
        }

        bool stuck = _stuck.IsStuck(raw, uptimeMs);
        Quality quality = uptimeMs < SettleMs ? Quality.Unsettled
            : !SoilCalibration.IsPlausible(raw) ? Quality.Implausible
            : stuck ? Quality.Stuck : Quality.Ok;
        into.SetSoil(Metric.SoilRaw, _channel, raw, quality);
        into.SetSoil(Metric.SoilMoisture, _channel, _calibration.ToPercent(raw), quality);
    }

    /// <summary>Reads more often, for a calibration point. The result holds until the next read of any kind.</summary>
    public SoilSampler Sample()
    {
        _sampler.Run(_probe, SoilSampler.CalibrationReads);
        return _sampler;
    }
}
