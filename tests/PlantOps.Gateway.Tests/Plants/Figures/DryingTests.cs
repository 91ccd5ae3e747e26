using CsCheck;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Plants.Figures;

public sealed class DryingTests
{
    private const long Hour = SoilCurve.Hour;

    /// <summary>Sen (1968), section 6: the median of the slopes between all pairs is 4.</summary>
    [Fact]
    public void Slope_ExampleOfSen_IsMet()
    {
        (int Time, int Value)[] example = [(1, 9), (2, 15), (3, 19), (4, 20), (10, 45), (12, 55), (18, 78)];

        Assert.Equal(4, Drying.Slope([.. example.Select(pair => new Sample(pair.Time, pair.Value))]), 0.1);
    }

    [Fact]
    public void Rate_DryingSoil_IsFoundDespiteNoiseWildReadingsAndWarmth() => SoilCurve.Unwatered.Sample(curve =>
        Assert.Equal(curve.RateADay, Drying.Rate(curve.Samples, null)!.Value, 1.0));

    [Fact]
    public void Rate_AfterAWatering_LeavesOutWhatCameBeforeAndWhatDrained()
    {
        var samples = Enumerable.Range(0, 96).Select(hour => new Sample(hour * Hour, hour switch
        {
            < 48 => 60 - hour,
            < 54 => 90 - (hour - 48),
            _ => 84 - ((hour - 54) / 12.0),
        })).ToList();

        Assert.Equal(2, Drying.Rate(samples, 48 * Hour)!.Value, 1e-9);
        Assert.Null(Drying.Rate(samples[..60], 48 * Hour));
    }

    [Fact]
    public void Rate_AQuarterOfTheHoursWrong_IsNotMoved()
    {
        var samples = Enumerable.Range(0, 48).Select(hour => new Sample(hour * Hour, hour % 4 == 3 ? 95 : 60 - (hour / 8.0)))
            .ToList();

        Assert.Equal(3, Drying.Rate(samples, null)!.Value, 0.8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(18)]
    public void Rate_SwingsByTheDay_IsThatOfWholeDays(int beginsAt)
    {
        Sample[] soil = [.. Enumerable.Range(beginsAt, 96)
            .Select(hour => new Sample(hour * Hour, 60 - (hour / 24.0) + (2 * Math.Sin(hour * Math.PI / 12))))];

        Assert.Null(Drying.Rate(soil[..24], null));
        for (var hours = 30; hours <= 96; hours += 6) Assert.Equal(1, Drying.Rate(soil[..hours], null)!.Value, 0.05);
    }

    [Fact]
    public void DaysUntil_SteadyDrying_IsTheRestByTheRate()
    {
        Sample[] soil = [.. Enumerable.Range(0, 30).Select(hour => new Sample(hour * Hour, 50 - (hour / 6.0)))];
        var rate = Drying.Rate(soil, null);

        Assert.Equal(4, rate!.Value, 1e-9);
        Assert.Equal(3.8, Drying.DaysUntil(30, soil, rate)!.Value, 0.05);
        Assert.Equal(0, Drying.DaysUntil(46, soil, rate));
        Assert.Null(Drying.DaysUntil(30, soil, 0.1));
        Assert.Null(Drying.DaysUntil(30, soil, null));
        Assert.Null(Drying.DaysUntil(30, [], 4));
    }
}
