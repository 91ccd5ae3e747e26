using CsCheck;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Plants.Figures;

public sealed class WateringDetectorTests
{
    private const long Minute = SoilCurve.Minute;
    private const long Hour = SoilCurve.Hour;

    [Fact]
    public void Find_PlantWateredNowAndThen_FindsEachOnceAndWhen() => SoilCurve.Any.Sample(curve =>
    {
        var found = WateringDetector.Find(curve.Samples);

        Assert.Equal(curve.Waterings.Length, found.Count);
        // At a reading every half an hour, wild and missing ones beside it misdate it by a few.
        Assert.All(found.Zip(curve.Waterings), pair => Assert.InRange(pair.First.Time - pair.Second, -3 * Hour, 3 * Hour));
        Assert.All(found, watering => Assert.True(watering.After - watering.Before >= WateringDetector.MinRise));
    });

    [Fact]
    public void Find_NobodyWaters_FindsNothing() => SoilCurve.Unwatered.Sample(curve => Assert.Empty(WateringDetector.Find(curve.Samples)));

    [Fact]
    public void Find_ReadingsLateAndTwice_FindsTheSame() => Gen.Select(SoilCurve.Any, Gen.Int).Sample((curve, seed) =>
    {
        Sample[] shuffled = [.. curve.Samples, .. curve.Samples.Take(100)];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(WateringDetector.Find(curve.Samples), WateringDetector.Find(shuffled));
    });

    [Fact]
    public void Find_JustWatered_IsBelievedAfterHalfAnHour()
    {
        var samples = Flat(0, 120, 30).Concat(Flat(120, 200, 60)).ToList();

        Assert.Empty(WateringDetector.Find(samples.Where(sample => sample.Time < 140 * Minute)));
        Assert.Equal(120, WateringDetector.Find(samples.Where(sample => sample.Time < 160 * Minute)).Single().Time / Minute);
    }

    [Fact]
    public void Find_ProbePulledOutAndPutBack_FindsNothing() =>
        Assert.Empty(WateringDetector.Find(Flat(0, 300, 50).Concat(Flat(300, 310, 2)).Concat(Flat(310, 900, 50))));

    [Fact]
    public void Find_RiseThatDoesNotHold_FindsNothing() =>
        Assert.Empty(WateringDetector.Find(Flat(0, 300, 30).Concat(Flat(300, 360, 70)).Concat(Flat(360, 900, 30))));

    [Fact]
    public void Find_SlowRiseOfAHotDay_FindsNothing() =>
        Assert.Empty(WateringDetector.Find(Enumerable.Range(0, 2000).Select(i => new Sample(i * Minute, 40 + (6 * Math.Sin(i / 229.0))))));

    [Fact]
    public void Find_TwoCansInARow_IsOneWatering()
    {
        var found = WateringDetector.Find(Flat(0, 300, 30).Concat(Flat(300, 340, 45)).Concat(Flat(340, 900, 65)));

        Assert.Equal((30, 65), (found.Single().Before, found.Single().After));
    }

    [Fact]
    public void Find_WateredWhileNobodyMeasured_IsTheFirstReadingAfter()
    {
        var found = WateringDetector.Find(Flat(0, 300, 30).Concat(Flat(1500, 1900, 60)));

        Assert.Equal(1500, found.Single().Time / Minute);
    }

    [Fact]
    public void Find_OneReadingAnHour_StillSeesIt()
    {
        var samples = Enumerable.Range(0, 48).Select(i => new Sample(i * Hour, i < 20 ? 35 - (i / 10.0) : 70 - (i / 10.0)));

        Assert.Equal(20, WateringDetector.Find(samples).Single().Time / Hour);
    }

    [Fact]
    public void Find_NoReadingsOrOne_FindsNothing()
    {
        Assert.Empty(WateringDetector.Find([]));
        Assert.Empty(WateringDetector.Find([new Sample(0, 50)]));
    }

    private static IEnumerable<Sample> Flat(int from, int to, double value) => Enumerable.Range(from, to - from).Select(minute => new Sample(minute * Minute, value));
}
