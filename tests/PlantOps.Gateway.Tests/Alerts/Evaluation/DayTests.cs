using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>What is judged by days: air and light.</summary>
public sealed class DayTests
{
    private static readonly PlantRanges Damp = new() { Humidity = new MetricRange(40, 95) };
    private static readonly PlantRanges Shade = new() { LeastDailyLight = 4, MostDailyLight = 10, MostLight = 20_000 };

    [Fact]
    public void Take_DryAfternoonsAndShowers_AreNoDryAir()
    {
        var bench = new TrackBench(Damp) { Pace = new(5 * Minute) };

        bench.Reads(14 * Day, time => Air(time, time % Day is > 12 * Hour and < 20 * Hour ? 28 : 55));

        Assert.Empty(bench.Said);
    }

    [Fact]
    public void Take_HeatedWinter_IsToldOnce()
    {
        var bench = new TrackBench(Damp) { Pace = new(10 * Minute) };

        // 34 % in the mean, some damp days in between.
        bench.Reads(80 * Day, time => Air(time, (time / Day % 9 == 0 ? 52 : 32) + (4 * Math.Sin(time / (double)Hour))));

        Assert.Single(bench.Words, word => word.StartsWith("Raised", StringComparison.Ordinal));
        Assert.Equal("Raised Warning humidity.low", bench.Words.First());
        Assert.InRange(bench.Said[0].Value, 28, 40);
    }

    [Fact]
    public void Take_OwnerWantsDryAirAtOnce_IsJudgedAtOnce() =>
        Assert.Single(
            new TrackBench(new AlertRule("humidity.low", RuleKind.Low, "humidity") { Warning = 40, Dwell = 10 * Minute })
            .Reads(Hour, time => Air(time, 35)).Said);

    [Fact]
    public void Restarts_InBetween_TheMeanIsTheSame()
    {
        var (once, restarted) = (new TrackBench(Damp) { Pace = new(10 * Minute) },
            new TrackBench(Damp) { Pace = new(10 * Minute) });
        for (var i = 0; i < 60; i++)
        {
            once.Reads(Hour, time => Air(time, i < 24 ? 55 : 30));
            restarted.Reads(Hour, time => Air(time, i < 24 ? 55 : 30)).Restarts();
        }

        Assert.NotEmpty(once.Said);
        Assert.Equal(once.Said, restarted.Said);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(31)]
    [InlineData(60)]
    public void Take_DarkWeek_IsSaidHoweverSlowTheSensorIs(int minutes)
    {
        var bench = new TrackBench(Shade) { Pace = new(minutes * Minute) };

        bench.Reads(6 * Day, time => Light(time, 2000));
        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Unknown, Of(bench, "light.low"));
        bench.Reads(3 * Day, time => Light(time, 2000));

        Assert.Equal(["Raised Warning light.low"], bench.Words);
        Assert.InRange(bench.Said[0].Value, 1.1, 1.5);
        Assert.Equal(PlantCondition.Warning, Of(bench, "light.low"));
    }

    [Fact]
    public void Take_OneSunnyDay_DoesNotEndADarkWinter()
    {
        var bench = new TrackBench(Shade) { Pace = new(10 * Minute) };

        bench.Reads(9 * Day, time => Light(time, 2000)).Reads(Day, time => Light(time, 10_000))
            .Reads(7 * Day, time => Light(time, 2000));
        Assert.Single(bench.Said);
        bench.Reads(5 * Day, time => Light(time, 10_000));

        Assert.Equal(["Raised Warning light.low", "Recovered Warning light.low"], bench.Words);
    }

    [Fact]
    public void Take_SunnyAfternoonsApart_AreNotTooMuch()
    {
        var bench = new TrackBench(Shade) { Pace = new(5 * Minute) };

        bench.Reads(20 * Day, time => Light(time, time / Day % 3 == 0 ? 26_000 : 8000));

        Assert.DoesNotContain(bench.Words, word => word.Contains("high", StringComparison.Ordinal));
    }

    [Fact]
    public void Take_ThreeSunnyDaysInARow_AreSaidOnTheThird()
    {
        var bench = new TrackBench(Shade) { Pace = new(5 * Minute) };
        bench.Reads(2 * Day, time => Light(time, 8000));

        bench.Reads(2 * Day, time => Light(time, 26_000));
        Assert.Empty(bench.Said);
        bench.Reads(Day, time => Light(time, 26_000));

        Assert.Equal(["light.high", "light_level.high"], bench.Said.Select(word => word.Rule.Id).Order());
        bench.Reads(5 * Day, time => Light(time, 8000));
        Assert.Equal(2, bench.Words.Count(word => word.StartsWith("Recovered", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_PlantThatLivesOutdoors_OnlyHarmIsWatched()
    {
        var ranges = new PlantRanges
        {
            Temperature = new MetricRange(3, 35) { CriticalLow = -5, CriticalHigh = 42 },
            Humidity = new MetricRange(20, 100),
        };
        var bench = new TrackBench(ranges) { Pace = new(5 * Minute) };

        // Nights of frost that it bears, and mornings of 12 degrees within an hour.
        bench.Reads(4 * Day,
            time => Air(time, 80) with
            {
                Temperature = (time % Day is > 7 * Hour and < 18 * Hour ? 12 : -3) + (time / Minute % 7 * 0.1),
            });
        Assert.Empty(bench.Said);
        bench.Reads(2 * Hour, time => Air(time, 80) with { Temperature = -8 + (time / Minute % 7 * 0.1) });

        Assert.Equal(["Raised Critical temperature.low"], bench.Words);
    }

    [Fact]
    public void Take_FrostNightAfterNightOutdoors_IsOneAlert()
    {
        var ranges = new PlantRanges
        {
            Temperature = new MetricRange(3, 35) { CriticalLow = -5, CriticalHigh = 42 },
            Humidity = new MetricRange(20, 100),
        };
        var bench = new TrackBench(ranges) { Pace = new(5 * Minute) };

        bench.Reads(
            5 * Day, time => Air(time, 80) with { Temperature = (time % Day < 8 * Hour ? -8 : -2) + (time / Minute % 7 * 0.1) })
            .Reads(2 * Day, time => Air(time, 80) with { Temperature = 4 + (time / Minute % 7 * 0.1) });

        Assert.Equal(["Raised Critical temperature.low", "Recovered Critical temperature.low"], bench.Words);
    }

    [Fact]
    public void Condition_BeyondALimitFromTheBeginning_IsNotFine()
    {
        var bench = new TrackBench(new PlantRanges { Soil = new MetricRange(20, null) { CriticalLow = 8 } });

        bench.Reads(10 * Minute, time => new Values(Soil: 6 + (time / Minute % 3 * 0.1)));
        Assert.Equal(PlantCondition.Unknown, bench.Condition);
        bench.Reads(25 * Minute, time => new Values(Soil: 6 + (time / Minute % 3 * 0.1)));

        Assert.Equal(PlantCondition.Critical, bench.Condition);
    }

    [Fact]
    public void Condition_JustWateredAboveItsRange_IsFineForTheDayThatItMayTake()
    {
        var bench = new TrackBench(new PlantRanges { Soil = new MetricRange(20, 70) });

        bench.Reads(Hour, time => new Values(Soil: 40 + (time / Minute % 3 * 0.1)))
            .Reads(5 * Hour, time => new Values(Soil: 78 + (time / Minute % 3 * 0.1)));

        Assert.Equal(PlantCondition.Ok, bench.Condition);
    }

    private static PlantCondition? Of(TrackBench bench, string rule) =>
        bench.Track.ConditionOf(bench.Track.Rules.Single(track => track.Rule.Id == rule), bench.Now, bench.Pace);

    private static Values Air(long time, double humidity) =>
        new(Humidity: humidity + (time / Minute % 7 * 0.1), Temperature: 20 + (time / Minute % 7 * 0.1));

    private static Values Light(long time, double lux) => new(
        Soil: 50 + (time / Minute % 7 * 0.1), Light: time % Day is >= 8 * Hour and < 18 * Hour ? lux + (time / Minute % 3) : 0);
}
