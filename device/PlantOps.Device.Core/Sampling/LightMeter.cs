using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Illuminance.</summary>
internal sealed class LightMeter : IMeter
{
    /// <summary>
    /// A measurement takes at most 180 ms in high resolution (ROHM BH1750FVI datasheet, electrical characteristics).
    /// </summary>
    public const int SettleMs = 180;

    /// <summary>The most a BH1750 can say: 16 bit at 1.2 counts a lux (ROHM BH1750FVI datasheet, measurement sequence).</summary>
    public const double MaxLux = 65535 / 1.2;

    // Night is still, and still zero; light is not.
    private const long StillMs = 12 * 60 * 60 * 1000;

    private readonly ILightSensor _sensor;
    private readonly StuckDetector _lux = new StuckDetector(StillMs);

    public LightMeter(ILightSensor sensor) => _sensor = sensor;

    int IMeter.SettleMs => SettleMs;

    /// <summary>Remembers a reading of before this start.</summary>
    public void Remember(TelemetryReading reading, long uptimeMs) => _lux.IsStuck(reading.Value(Metric.LightLevel), uptimeMs);

    public void Run(TelemetryReading into, long uptimeMs)
    {
        double lux = _sensor.ReadLux();
        bool stuck = _lux.IsStuck(lux, uptimeMs) && lux > 0;
        Quality quality = Judgement.Of(Metric.LightLevel, lux, uptimeMs >= SettleMs, stuck);

        // Half a lux more than the most, because rounding is not nonsense.
        into.Set(Metric.LightLevel, lux, quality == Quality.Ok && lux > MaxLux + 0.5 ? Quality.Implausible : quality);
    }
}
