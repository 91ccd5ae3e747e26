using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Years;

namespace PlantOps.Gateway.Tests.Plants.Calibration;

/// <summary>Learned from years whose truth is known, measured as raw values by several kinds of probes.</summary>
public sealed class SoilScaleTests
{
    private const double EndOfDrying = 4;
    private const long HalfADay = 18 * YearCalendar.Hour;

    private static readonly Lazy<HouseholdYear> Year = new(() => Household.Of(23));

    private static readonly Dictionary<string, (Func<double, double> RawOf, double Noise)> Probes = new()
    {
        ["capacitive, 12 bit"] = (soil => 2900 - (1650 * soil), 12),
        ["with a bent scale"] = (soil => 2900 - (1650 * Math.Pow(soil, 0.7)), 12),
        ["resistive, 10 bit"] = (soil => 1000 - (700 * soil), 5),
        ["noisy"] = (soil => 3200 - (1900 * soil), 60),
    };

    public static TheoryData<string> Names => [.. Probes.Keys];

    /// <summary>
    /// Both points lie within 15 % of the span between them of where they truly are, 8 % where the probe is not noisy.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Learn_PlantsThatAreLeftToDryOut_FindsBothPoints(string probe)
    {
        var learned = 0;
        foreach (var plant in Year.Value.Plants.Where(one => one.Plant.Name is Household.Snake or Household.Orchid))
        {
            var (rawOf, noise) = Probes[probe];
            var (capacity, dry) = (rawOf(CapacityOf(plant) / 100), rawOf(EndOfDrying / 100));
            var bound = (dry - capacity) * (noise > 20 ? 0.15 : 0.08);
            foreach (var scale in Learned(plant, probe))
            {
                learned++;
                Assert.InRange(scale.FieldCapacity, capacity - bound, capacity + bound);
                Assert.InRange(scale.DryPoint, dry - bound, dry + bound);
                Assert.True(scale.DryRaw > scale.DryPoint && scale.WetRaw < scale.FieldCapacity && scale.Waterings >= 3);
            }
        }

        Assert.True(learned > 1, $"{learned}");
    }

    /// <summary>Watered in time, one never knows where drying ends: no point is made up.</summary>
    [Theory]
    [InlineData(Household.Monstera)]
    [InlineData(Household.Fern)]
    [InlineData(Household.Basil)]
    [InlineData(Household.Rosemary)]
    public void Learn_PlantThatNeverDriesOut_ProposesNothing(string plant) =>
        Assert.All(Probes.Keys, probe => Assert.Empty(Learned(Year.Value.Plants.Single(one => one.Plant.Name == plant), probe)));

    [Fact]
    public void Learn_ProbePulledOutAndPutBackAgainAndAgain_ProposesNothing() =>
        Assert.Null(SoilScale.Learn(Hours(hour => hour % 168 < 30 ? 2850 : 1900 + (hour / 60.0))));

    [Fact]
    public void Learn_SunAndLampOnADryProbe_ProposesNothing() =>
        Assert.Null(SoilScale.Learn(Hours(hour => 2400 - (200 * Math.Max(0, Math.Sin(2 * Math.PI * hour / 24))))));

    [Fact]
    public void Learn_NoiseAlone_ProposesNothing()
    {
        var chance = new Chance(3, "noise");

        Assert.Null(SoilScale.Learn(Hours(_ => 2000 + chance.Normal(80))));
        Assert.Null(SoilScale.Learn(Hours(_ => 2000)));
        Assert.Null(SoilScale.Learn([]));
    }

    [Fact]
    public void Learn_ProbeWhoseValueGrowsWithWater_ProposesNothing() =>
        Assert.Null(SoilScale.Learn(Hours(hour => 700 - (500 * (1 - Math.Exp(-(hour % 336) / 90.0))))));

    private static IEnumerable<SoilScale> Learned(PlantYear plant, string probe)
    {
        var (rawOf, noise) = Probes[probe];
        var chance = new Chance(Year.Value.Seed, probe);
        var readings = plant.Readings.Select(reading =>
        {
            var values = reading.Values;
            values[(int)Metric.SoilRaw] = Math.Round(rawOf(values[Metric.SoilMoisture] / 100) + chance.Normal(noise));
            values[(int)Metric.SoilMoisture] = double.NaN;
            return reading with { Values = values };
        }).ToArray();
        var hours = new List<Rollup>();
        RollupSeries.Add(readings, SoilHour.Length, hours);
        for (var day = 80; day < YearCalendar.Days; day += 40)
        {
            var now = YearCalendar.Start + (day * YearCalendar.Day);
            List<Rollup> past = [.. hours.Where(hour => hour.Start >= now - DryForecast.Lookback && hour.Start < now)];
            if (SoilScale.Learn(past) is { } scale) yield return scale;
        }
    }

    private static double CapacityOf(PlantYear plant) => Median.Of(
        plant.Waterings.Where(watering => watering.IsCertain)
            .Select(watering => plant.Soil[YearCalendar.StepOf(watering.From + HalfADay)]).Order().Skip(2));

    private static List<Rollup> Hours(Func<int, double> raw)
    {
        var hours = new List<Rollup>();
        for (var hour = 0; hour < 100 * 24; hour++)
        {
            var metrics = MetricRollups.None;
            metrics[(int)Metric.SoilRaw] = MetricRollup.Of(raw(hour));
            hours.Add(new Rollup(20_000 * YearCalendar.Day + (hour * YearCalendar.Hour), metrics));
        }

        return hours;
    }
}
