using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Measures once with every sensor that is fitted and says of each value how far it can be trusted.</summary>
internal sealed class Measurement
{
    private const int SoilReads = 5;

    // A raw soil value is never still: half an hour of the same one is a broken probe. Air in a closed room can be
    // still to a tenth for hours, but not for six.
    private const long SoilStillMs = 30 * 60 * 1000;
    private const long ClimateStillMs = 6 * 60 * 60 * 1000;

    private readonly SensorSet _sensors;
    private readonly SoilCalibration _calibration;
    private readonly StuckDetector _soil = new StuckDetector(SoilStillMs);
    private readonly StuckDetector _temperature = new StuckDetector(ClimateStillMs);
    private readonly StuckDetector _humidity = new StuckDetector(ClimateStillMs);
    private readonly int[] _reads = new int[SoilReads];

    public Measurement(SensorSet sensors, SoilCalibration calibration)
    {
        _sensors = sensors;
        _calibration = calibration;
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        if (_sensors.Climate != null)
        {
            MeasureClimate(_sensors.Climate, into, uptimeMs);
        }

        if (_sensors.Soil != null)
        {
            MeasureSoil(_sensors.Soil, into, uptimeMs);
        }

        if (_sensors.Light != null)
        {
            double lux = _sensors.Light.ReadLux();
            into.Set(Metric.LightLevel, lux, Judge(Metric.LightLevel, lux, false));
        }
    }

    private void MeasureClimate(IClimateSensor climate, TelemetryReading into, long uptimeMs)
    {
        if (!climate.TryRead(out double temperature, out double humidity))
        {
            temperature = double.NaN;
            humidity = double.NaN;
        }

        // One sensor measures both: it is stuck when neither moves.
        bool still = _temperature.IsStuck(temperature, uptimeMs) & _humidity.IsStuck(humidity, uptimeMs);
        into.Set(Metric.Temperature, temperature, Judge(Metric.Temperature, temperature, still));
        into.Set(Metric.Humidity, humidity, Judge(Metric.Humidity, humidity, still));
    }

    private void MeasureSoil(ISoilProbe probe, TelemetryReading into, long uptimeMs)
    {
        int raw = MedianRaw(probe);
        if (raw < 0)
        {
            into.Set(Metric.SoilRaw, double.NaN, Quality.Missing);
            into.Set(Metric.SoilMoisture, double.NaN, Quality.Missing);
            return;
        }

        bool stuck = _soil.IsStuck(raw, uptimeMs);
        Quality quality = !SoilCalibration.IsPlausible(raw) ? Quality.Implausible : stuck ? Quality.Stuck : Quality.Ok;
        into.Set(Metric.SoilRaw, raw, quality);
        into.Set(Metric.SoilMoisture, _calibration.ToPercent(raw), quality);
    }

    private static Quality Judge(Metric metric, double value, bool stuck)
    {
        if (double.IsNaN(value))
        {
            return Quality.Missing;
        }

        return !Metrics.IsPlausible(metric, value) ? Quality.Implausible : stuck ? Quality.Stuck : Quality.Ok;
    }

    // The median of a few reads takes out the spikes of the radio; −1 where most reads gave nothing.
    private int MedianRaw(ISoilProbe probe)
    {
        for (int count = 0; count < SoilReads; count++)
        {
            int raw = probe.ReadRaw();
            int place = count;
            while (place > 0 && _reads[place - 1] > raw)
            {
                _reads[place] = _reads[place - 1];
                place--;
            }

            _reads[place] = raw;
        }

        return _reads[SoilReads / 2];
    }
}
