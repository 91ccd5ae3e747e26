using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Demo;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Tests.VirtualPlants;

public sealed class MadeUpPastTests
{
    private const long Day = 24 * 60 * 60 * 1000;
    private const long Now = 1_795_910_400_000;

    private static readonly PastPlan Plan = new()
    {
        Drying = 1, WateredBelow = 40, WateredTo = 70, LastWatered = 5,
        Forgotten = [new(100, 90)], Silent = [new(32, 31)], Frozen = [new(60, 55)],
    };

    [Fact]
    public void Of_TheSameSeed_IsTheSame()
    {
        var (first, again, other) = (MadeUpPast.Of(Plan, 7, Now), MadeUpPast.Of(Plan, 7, Now), MadeUpPast.Of(Plan, 8, Now));

        Assert.Equal(first.Readings, again.Readings);
        Assert.Equal(first.Waterings, again.Waterings);
        Assert.NotEqual(first.Readings, other.Readings);
    }

    [Fact]
    public void Of_APlan_HasWhatIsPlanned()
    {
        var past = MadeUpPast.Of(Plan, 1, Now);

        Assert.InRange(past.Readings[0].Time, Now - (366 * Day), Now - (364 * Day));
        Assert.InRange(past.Readings[^1].Time, Now - (5 * 60_000), Now - 1);
        Assert.Equal(past.Readings.OrderBy(reading => reading.Time), past.Readings);
        Assert.DoesNotContain(past.Readings, reading => Ago(reading.Time) is > 31.1 and < 31.9);
        Assert.Equal(5, Ago(past.Waterings[^1]), 0.1);
        Assert.DoesNotContain(past.Waterings, at => Ago(at) is > 90.1 and < 99.9);
        Assert.InRange(past.Readings[^1].Values[Metric.SoilMoisture], 20, 26);
        var frozen = past.Readings.Where(reading => Ago(reading.Time) is > 55.1 and < 59.9).ToList();
        Assert.Single(frozen.Select(reading => reading.Values[Metric.SoilMoisture]).Distinct());
        Assert.All(frozen, reading => Assert.Equal(Quality.Stuck, reading.Qualities[Metric.SoilMoisture]));
    }

    [Fact]
    public void All_PlantsOfTheDemo_AreSixOfWhichOneIsSilent()
    {
        Assert.Equal(VirtualPlantLimits.Max, DemoPlant.All.Count);
        Assert.Single(DemoPlant.All, plant => !plant.GoesOn);
    }

    private static double Ago(long time) => (double)(Now - time) / Day;
}
