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
    public void Find_NobodyWaters_FindsNothing() =>
        SoilCurve.Unwatered.Sample(curve => Assert.Empty(WateringDetector.Find(curve.Samples)));

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

    [Theory]
    [InlineData(5, 20)]
    [InlineData(1, 25)]
    [InlineData(5, 180)]
    [InlineData(15, 180)]
    [InlineData(60, 300)]
    [InlineData(5, 1440)]
    [InlineData(30, 1440)]
    [InlineData(5, 3 * 1440)]
    public void Find_ProbePutBackLater_FindsNothing(int step, int outMinutes)
    {
        var samples = Noisy(
            step, 10 * 1440, minute => minute is > 5000 && minute <= 5000 + outMinutes ? 1.5 : 55 - (minute / 480.0));

        Assert.Empty(WateringDetector.Find(samples));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(600)]
    public void Find_WateredWhileTheProbeWasOut_IsAWatering(int outMinutes)
    {
        var samples = Noisy(5, 10 * 1440, minute => minute is > 5000 && minute <= 5000 + outMinutes ? 1.5
            : minute > 5000 ? 70 - ((minute - 5000) / 480.0) : 45 - (minute / 480.0));

        Assert.Equal(5000 + outMinutes, Assert.Single(WateringDetector.Find(samples)).Time / Minute, 30.0);
    }

    [Theory]
    [InlineData(5, 11)]
    [InlineData(5, 6)]
    [InlineData(15, 11)]
    [InlineData(60, 11)]
    public void Find_LampOnEachDay_FindsNothing(int step, int points) =>
        Assert.Empty(WateringDetector.Find(Noisy(
            step, 12 * 1440, minute => 60 - (minute / 720.0) + (minute % 1440 is > 360 and < 1200 ? points : 0))));

    [Theory]
    [InlineData(5, 11)]
    [InlineData(15, 11)]
    public void Find_SunOnTheProbeEachDay_FindsNothing(int step, int points) =>
        Assert.Empty(WateringDetector.Find(Noisy(
            step, 12 * 1440,
            minute => 60 - (minute / 720.0) + (points * Math.Max(0, Math.Sin(Math.PI * ((minute % 1440) - 600) / 240)))
                * (minute % 1440 is > 600 and < 840 ? 1 : 0))));

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public void Find_ALittleEachDay_IsAWateringEachDay(int points) =>
        Assert.Equal(
            10, WateringDetector.Find(Noisy(5, 11 * 1440, minute => 40 + points - (points * (minute % 1440) / 1440.0))).Count);

    [Fact]
    public void Find_RiseThatDoesNotHold_FindsNothing() =>
        Assert.Empty(WateringDetector.Find(Flat(0, 300, 30).Concat(Flat(300, 360, 70)).Concat(Flat(360, 900, 30))));

    [Fact]
    public void Find_SlowRiseOfAHotDay_FindsNothing() =>
        Assert.Empty(
            WateringDetector.Find(Enumerable.Range(0, 2000).Select(i => new Sample(i * Minute, 40 + (6 * Math.Sin(i / 229.0))))));

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

    private static IEnumerable<Sample> Flat(int from, int to, double value) =>
        Enumerable.Range(from, to - from).Select(minute => new Sample(minute * Minute, value));

    private static IEnumerable<Sample> Noisy(int step, int minutes, Func<int, double> truth)
    {
        var random = new Random(step + minutes);
        for (var minute = 0; minute < minutes; minute += step)
        {
            yield return new Sample(minute * Minute, truth(minute) + random.NextDouble() - 0.5);
        }
    }
}
