using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>Devices that say nothing of how often they report.</summary>
public sealed class PaceTests
{
    private static readonly PlantRanges Fern = new() { Soil = new MetricRange(20, null) { CriticalLow = 8 } };

    /// <summary>Gaps between 5 minutes and 8 hours, as of a sensor that reports what has changed.</summary>
    private static readonly double[] OnChange =
        [35, 190, 5, 480, 60, 240, 12, 300, 150, 420, 90, 7, 360, 200, 45, 480, 110, 25, 270, 330, 8, 400, 130, 220, 75];

    [Theory]
    [InlineData(2.5)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(240)]
    public void Take_SlowDeviceDriesOut_IsSaidAndNothingElse(double minutes)
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = (long)(minutes * Minute) };
        bench.Reads(2 * Day, time => Soil(time, 40));
        bench.Said.Clear();

        bench.Reads(2 * Day, time => Soil(time, 40 - (18.0 * (time - Start - (2 * Day)) / Day)));

        Assert.Equal(["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low"], bench.Words);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public void Waits_SlowDeviceGoesOnAsEver_SaysNothing(double minutes)
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown };

        bench.ReadsAfter(Enumerable.Repeat(minutes, (int)(72 * 60 / minutes)), time => Soil(time, 50));

        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
    }

    [Fact]
    public void Waits_SensorReportsOnChange_IsNotTakenForSilent()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown };

        bench.ReadsAfter(OnChange, time => Soil(time, 45 - (20.0 * (time - Start) / (3 * Day))));

        Assert.Empty(bench.Said);
    }

    [Fact]
    public void Waits_SensorThatReportsOnChangeDies_IsSaidAfterItsLongestUsualSilence()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown };
        bench.ReadsAfter(OnChange, time => Soil(time, 45));

        bench.Waits(8 * Hour);
        Assert.Empty(bench.Said);
        bench.Waits(14 * Hour);

        Assert.Equal(["Raised Warning no_data"], bench.Words);
    }

    [Fact]
    public void Waits_MinuteByMinuteDeviceDies_IsSaidAfterTenMinutes()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = Minute };

        bench.Reads(Hour, time => Soil(time, 50)).Waits(12 * Minute);

        Assert.Equal(["Raised Warning no_data"], bench.Words);
    }

    [Fact]
    public void Waits_OneOutage_TeachesNothing()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = Minute };
        bench.Reads(2 * Day, time => Soil(time, 50)).Waits(6 * Hour).Reads(Hour, time => Soil(time, 50));
        bench.Said.Clear();

        bench.Waits(12 * Minute);

        Assert.Equal(["Raised Warning no_data"], bench.Words);
    }

    [Fact]
    public void Waits_SilentEachNight_IsUsualAfterSomeDays()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = 10 * Minute };
        for (var day = 0; day < 4; day++) bench.Reads(16 * Hour, time => Soil(time, 50)).Waits(8 * Hour);
        bench.Said.Clear();

        for (var day = 0; day < 3; day++) bench.Reads(16 * Hour, time => Soil(time, 50)).Waits(8 * Hour);

        Assert.Empty(bench.Said);
    }

    [Fact]
    public void Restarts_HourlyDevice_IsKnownAtOnce()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = Hour };
        bench.Reads(Day, time => Soil(time, 50));

        bench.Restarts();

        Assert.Equal((true, Hour), (bench.Track.KnowsPace, bench.Track.Expected(Pace.Unknown).Interval));
    }

    [Fact]
    public void Learn_WhatCameBefore_IsKnownAtTheFirstReading()
    {
        var bench = new TrackBench(Fern) { Pace = Pace.Unknown, Step = Hour };

        for (var i = 1; i <= 24; i++) bench.Track.Learn(Reading(Start - Day + (i * Hour), Soil(0, 50)));

        Assert.Equal(Hour, bench.Track.Expected(Pace.Unknown).Interval);
    }

    [Fact]
    public void Take_OwnerSaysTheInterval_CountsBefore() =>
        Assert.Equal(
            ["Raised Warning no_data"],
            new TrackBench(Fern) { Pace = new Pace(Minute), Step = Hour }.Reads(3 * Day, time => Soil(time, 50)).Waits(4 * Hour)
                .Words.Where(word => word.StartsWith("Raised", StringComparison.Ordinal)).Distinct());

    [Fact]
    public void Take_SensorsInMessagesOfTheirOwn_AreEachJudgedByTheirOwnPace()
    {
        var bench = new TrackBench(
            Fern with { Temperature = new MetricRange(12, 30) { CriticalLow = 7 } }) { Step = 5 * Minute, Pace = Pace.Unknown };

        // Soil each five minutes, air each hour.
        bench.Reads(2 * Day,
            time => time % Hour == 0 ? Values.None with { Temperature = Air(time), Humidity = 50 + Air(time) } : Soil(time, 50));
        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
        Assert.All(bench.Track.Rules,
            rule => Assert.NotEqual(PlantCondition.Unknown, bench.Track.ConditionOf(rule, bench.Now, bench.Pace)));

        bench.Reads(6 * Hour,
            time => time % Hour == 0
                ? Values.None with { Temperature = Air(time) - 17, Humidity = 50 + Air(time) }
                : Soil(time, 50));
        Assert.Contains("Raised Critical temperature.low", bench.Words);
    }

    [Fact]
    public void Take_OneOfSeveralSensorsFallsSilent_IsSaidAfterItsOwnPace()
    {
        var bench = new TrackBench(Fern) { Step = 5 * Minute, Pace = Pace.Unknown };
        bench.Reads(2 * Day, time => time % Hour == 0 ? Values.None with { Temperature = Air(time) } : Soil(time, 50));

        bench.Reads(2 * Hour, time => Soil(time, 50));
        Assert.Empty(bench.Said);
        bench.Reads(2 * Hour, time => Soil(time, 50));

        Assert.Equal(["Raised Warning temperature.implausible"], bench.Words);
    }

    [Fact]
    public void Take_SeveralAtOnce_TeachesNothingShorterThanAMinute()
    {
        var rhythm = new Rhythm();
        for (var i = 0; i < 30; i++) rhythm.Take(Start + (i * 200));

        Assert.True(rhythm.IsLearned);
        Assert.Equal(Minute, rhythm.Pace.Interval);
        Assert.InRange(rhythm.Pace.Deadline, 2 * Minute, 3 * Minute);
    }

    [Fact]
    public void Of_RhythmThatWasKept_IsTheSame()
    {
        var (rhythm, time) = (new Rhythm(), Start);
        foreach (var pause in OnChange.Concat(OnChange).Concat(OnChange)) rhythm.Take(time += (long)(pause * Minute));

        var again = Rhythm.Of(rhythm.Save());

        Assert.Equal(rhythm.Pace, again.Pace);
        Assert.Equal(rhythm.Save(), again.Save());
        Assert.Equal(Pace.Unknown, Rhythm.Of([1, 2, 3]).Pace);
        Assert.Equal(Pace.Unknown, Rhythm.Of(null).Pace);
        Assert.Equal(Pace.Unknown, Rhythm.Of([0, 0, 0, 0, 0, 99]).Pace);
    }

    private static double Air(long time) => 20 + (time / Hour % 5 * 0.3);

    private static Values Soil(long time, double soil) => new(Soil: soil + (time / Minute % 7 * 0.1));
}
