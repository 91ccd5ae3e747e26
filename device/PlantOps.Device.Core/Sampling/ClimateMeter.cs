using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Air temperature and humidity, of one sensor.</summary>
internal sealed class ClimateMeter : IMeter
{
    /// <summary>
    /// How long after its supply came a DHT22 gives what it really measures: it is unstable for one second and
    /// measures once in two (Aosong DHT22 datasheet, “Operating specifications” and “Technical specification”).
    /// </summary>
    public const int SettleMs = 2000;

    // Air in a closed room can be still to a tenth for hours, but not for six.
    private const long StillMs = 6 * 60 * 60 * 1000;

    private readonly IClimateSensor _sensor;
    private readonly StuckDetector _temperature = new StuckDetector(StillMs);
    private readonly StuckDetector _humidity = new StuckDetector(StillMs);
    private readonly SupplyRecovery _supply = new SupplyRecovery();
    private long _settledMs = SettleMs;

    public ClimateMeter(IClimateSensor sensor) => _sensor = sensor;

    int IMeter.SettleMs => SettleMs;

    /// <summary>Remembers a reading of before this start.</summary>
    public void Remember(TelemetryReading reading, long uptimeMs)
    {
        _temperature.IsStuck(reading.Value(Metric.Temperature), uptimeMs);
        _humidity.IsStuck(reading.Value(Metric.Humidity), uptimeMs);
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        bool settled = uptimeMs >= _settledMs;
        if (_sensor.TryRead(out double temperature, out double humidity))
        {
            _supply.Answered();
        }
        else
        {
            temperature = double.NaN;
            humidity = double.NaN;
            CycleIfDue(uptimeMs);
        }

        // One sensor measures both: it is stuck when neither moves.
        bool still = _temperature.IsStuck(temperature, uptimeMs) & _humidity.IsStuck(humidity, uptimeMs);
        into.Set(Metric.Temperature, temperature, Judgement.Of(Metric.Temperature, temperature, settled, still));
        into.Set(Metric.Humidity, humidity, Judgement.Of(Metric.Humidity, humidity, settled, still));
    }

    private void CycleIfDue(long uptimeMs)
    {
        if (!_supply.Silent(uptimeMs))
        {
            return;
        }

        if (_sensor.PowerCycle())
        {
            // The cycle takes about a second, which is not counted here.
            _settledMs = uptimeMs + 1000 + SettleMs;
        }
        else
        {
            _supply.GiveUp();
        }
    }
}
