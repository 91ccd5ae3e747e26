using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>A kind of probe that measures the soil of a year anew.</summary>
/// <param name="Name">For people.</param>
internal sealed record SoilProbeModel(string Name)
{
    public static readonly IReadOnlyList<SoilProbeModel> All =
    [
        new("as the years have them"),
        new("noisy, in whole percent") { Noise = 2, Resolution = 1 },
        new("moved by warmth, 0.4 points a kelvin") { PerKelvin = 0.4 },
        new("asleep for an hour at a time") { TakesEach = 12 },
        new("sends what has changed by a point") { Changes = 1 },
        new("with a bent scale") { Bend = 0.7 },
    ];

    public double? Noise { get; init; }

    public double? Resolution { get; init; }

    public double? PerKelvin { get; init; }

    public int TakesEach { get; init; } = 1;

    public double Changes { get; init; }

    /// <summary>Its percent grow with this power of the soil's.</summary>
    public double Bend { get; init; } = 1;

    /// <summary>What it shows of soil, %.</summary>
    public double Shows(double soil) => 100 * Math.Pow(soil / 100, Bend);

    public Reading[] Measure(HouseholdYear year, PlantYear plant)
    {
        var own = plant.Plant.Instruments;
        var instruments = own with
        {
            SoilNoise = Noise ?? own.SoilNoise,
            SoilResolution = Resolution ?? own.SoilResolution,
            SoilPerKelvin = PerKelvin ?? own.SoilPerKelvin,
        };
        var name = plant.Plant.Name;
        double[] soil = [.. plant.Soil.Select(Shows)];
        var readings = instruments.Measure(name, plant.Air, soil, year.Mishaps, new Chance(year.Seed, name + Name));
        return [.. Sent(readings)];
    }

    private IEnumerable<Reading> Sent(Reading[] readings)
    {
        var sent = double.NaN;
        for (var i = 0; i < readings.Length; i += TakesEach)
        {
            var soil = readings[i].Values[Metric.SoilMoisture];
            if (Math.Abs(soil - sent) < Changes) continue;
            sent = soil;
            yield return readings[i];
        }
    }
}
