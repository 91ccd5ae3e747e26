using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>A device's sensors, as exact as cheap ones are: a DHT22 or its like, a capacitive probe, a BH1750.</summary>
internal sealed record Instruments
{
    private const double Lost = 0.003;
    private const double ProbeInAir = 1.2;

    // The pot in the sun warms and cools within the hour.
    private const double Warming = 5.0 / 45;

    /// <summary>K.</summary>
    public double TemperatureOffset { get; init; }

    /// <summary>Points of relative humidity; data sheets allow 2.</summary>
    public double HumidityOffset { get; init; }

    /// <summary>Points a year.</summary>
    public double HumidityDrift { get; init; }

    public double SoilNoise { get; init; } = 0.45;

    /// <summary>What warmth adds to a probe's percent a kelvin.</summary>
    public double SoilPerKelvin { get; init; } = 0.12;

    /// <summary>What the sun on pot and probe adds at 50,000 lux, points.</summary>
    public double SoilInTheSun { get; init; }

    /// <summary>What a lamp above it adds, points.</summary>
    public double SoilUnderLamp { get; init; }

    /// <summary>Points.</summary>
    public double SoilResolution { get; init; } = 0.1;

    /// <summary>What comes of it to the gateway.</summary>
    public Reading[] Measure(string plant, SpotAir air, double[] soil, IReadOnlyList<Mishap> mishaps, Chance chance)
    {
        var readings = new List<Reading>(YearCalendar.Steps);
        var phase = (long)chance.Uniform(0, YearCalendar.Step - 5000);
        var (sunWarm, lampWarm) = (0.0, 0.0);
        var (lastTemperature, lastHumidity) = (20.0, 50.0);
        for (var step = 0; step < YearCalendar.Steps; step++)
        {
            sunWarm += (Math.Min(1.2, air.Sun[step] / 50_000) - sunWarm) * Warming;
            lampWarm += (air.Lamp[step] - lampWarm) * Warming;
            var time = YearCalendar.TimeOf(step) + phase + (long)chance.Uniform(0, 3000);
            var temperature = Math.Round(air.Temperature[step] + TemperatureOffset + chance.Normal(0.05), 1);
            var drifted = HumidityOffset + (HumidityDrift * step / YearCalendar.Steps);
            var humidity = Math.Round(Math.Clamp(air.Humidity[step] + drifted + chance.Normal(0.35), 0, 99.9), 1);
            var wet = soil[step] + chance.Normal(SoilNoise) + (SoilPerKelvin * (air.Temperature[step] - 20))
                + (SoilInTheSun * sunWarm) + (SoilUnderLamp * lampWarm);
            var isLost = chance.Happens(Lost);
            var beside = ProbeInAir + chance.Normal(0.4);
            var mishap = MishapAt(plant, time, mishaps);
            if (isLost || mishap == MishapKind.Dead) continue;
            if (mishap == MishapKind.ProbeOut) wet = beside;
            if (mishap == MishapKind.Frozen) (temperature, humidity) = (lastTemperature, lastHumidity);
            if (mishap == MishapKind.AllOnes) (temperature, humidity) = (-0.1, 255);
            if (mishap == MishapKind.AllZeros) (temperature, humidity) = (0, 0);
            (lastTemperature, lastHumidity) = (temperature, humidity);
            var percent = Math.Round(Math.Clamp(wet, 0, 100) / SoilResolution) * SoilResolution;
            var lux = Math.Round(Math.Max(0, air.Light[step] * (1 + chance.Normal(0.01))) / 0.83) * 0.83;
            readings.Add(Reading(time, step, [
                (Metric.Temperature, temperature), (Metric.Humidity, humidity),
                (Metric.SoilMoisture, percent), (Metric.LightLevel, lux),
            ]));
        }

        return [.. readings];
    }

    private static MishapKind? MishapAt(string plant, long time, IReadOnlyList<Mishap> mishaps)
    {
        foreach (var mishap in mishaps)
        {
            if (mishap.IsAt(plant, time)) return mishap.Kind;
        }

        return null;
    }

    private static Reading Reading(long time, int step, ReadOnlySpan<(Metric Metric, double Value)> measured)
    {
        var values = MetricValues.None;
        var qualities = default(MetricQualities);
        foreach (var (metric, value) in measured)
        {
            values[(int)metric] = value;
            if (!Metrics.IsPlausible(metric, value)) qualities = qualities.With(metric, Quality.Implausible);
        }

        return new Reading(time, 1, step, values, qualities, TimeOrigin.Device);
    }
}
