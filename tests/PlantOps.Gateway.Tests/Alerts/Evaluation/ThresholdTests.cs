using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

public sealed class ThresholdTests
{
    [Fact]
    public void Take_BelowTheThreshold_RaisesOnceAndRecoversOnlyBeyondTheHysteresis()
    {
        var bench = new TrackBench(SoilLow(warning: 30, hysteresis: 3));

        bench.Reads(30, 29.9, 30.1, 32.9, 29, 33, 34);

        Assert.Equal(["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low"], bench.Words);
        Assert.Equal([Start + (2 * Minute), Start + (6 * Minute)], bench.Said.Select(word => word.At));
        Assert.Equal(29.9, bench.Said[0].Value);
    }

    [Fact]
    public void Take_ShorterThanTheDwell_SaysNothing()
    {
        var bench = new TrackBench(SoilLow(dwell: 30 * Minute));

        bench.Reads(Hour, new Values(Soil: 50)).Reads(29 * Minute, new Values(Soil: 20)).Reads(Hour, new Values(Soil: 50));

        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
    }

    [Fact]
    public void Take_AsLongAsTheDwell_SaysSinceWhen()
    {
        var bench = new TrackBench(SoilLow(dwell: 30 * Minute));

        bench.Reads(Hour, new Values(Soil: 50)).Reads(Hour, new Values(Soil: 20));

        var raised = Assert.Single(bench.Said);
        Assert.Equal((Start + Hour + Minute, Start + Hour + (31 * Minute)), (raised.Since, raised.At));
        Assert.Equal(PlantCondition.Warning, bench.Condition);
    }

    [Fact]
    public void Take_FallsFurther_EscalatesTheSameAlert()
    {
        var bench = new TrackBench(SoilLow(warning: 30, critical: 15, cooldown: 12 * Hour));

        bench.Reads(50, 29, 20, 14, 10, 16, 19, 29, 40);

        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low", "Recovered Critical soil_moisture.low"],
            bench.Words);
        Assert.Single(bench.Said.Select(word => word.RaisedAt).Distinct());
    }

    [Fact]
    public void Take_AgainWithinTheCooldown_WaitsUntilItIsOver()
    {
        var bench = new TrackBench(SoilLow(cooldown: 2 * Hour));

        bench.Reads(50, 20, 50).Reads(3 * Hour, new Values(Soil: 20));

        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low", "Raised Warning soil_moisture.low"],
            bench.Words);
        Assert.Equal(2 * Hour, bench.Said[2].At - bench.Said[0].At);
    }

    [Fact]
    public void Take_CriticalWithinTheCooldownOfAWarning_IsSaidAtOnce()
    {
        var bench = new TrackBench(SoilLow(warning: 30, critical: 15, cooldown: 12 * Hour));

        bench.Reads(50, 20, 50, 10, 50, 10, 50, 20);

        // A plant that is being harmed is not kept quiet by an earlier warning, but by an earlier word of the same kind.
        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low", "Raised Critical soil_moisture.low",
                "Recovered Critical soil_moisture.low"],
            bench.Words);
    }

    [Fact]
    public void Take_OldReadings_MoveTheStateAndSayNothing()
    {
        var bench = new TrackBench(SoilLow());

        bench.Reads(Hour, new Values(Soil: 50)).Reads(Hour, new Values(Soil: 20), fresh: false);

        Assert.Empty(bench.Said);
        bench.Reads(20);
        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        bench.Reads(Hour, new Values(Soil: 50), fresh: false);
        Assert.Single(bench.Said);
        bench.Reads(50);
        Assert.Equal("Recovered Warning soil_moisture.low", bench.Words.Last());
    }

    [Fact]
    public void Take_EarlierThanOneBefore_IsHistory()
    {
        var bench = new TrackBench(SoilLow());
        bench.Reads(Hour, new Values(Soil: 50));

        bench.Track.Take(Reading(bench.Now - Minute, new Values(Soil: 1)), bench.Pace, true, bench.Said);

        Assert.Empty(bench.Said);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
    }

    [Fact]
    public void Take_ValuesThatCannotBeTrusted_AreNotJudged()
    {
        var bench = new TrackBench(SoilLow());

        bench.Reads(Hour, new Values(Soil: 1, Quality: Contracts.Telemetry.Quality.Implausible)).Reads(Hour, Values.None);

        Assert.Empty(bench.Said);
    }

    [Fact]
    public void Condition_SensorSilentWhileOthersReport_IsUnknownForItsRule()
    {
        var bench = new TrackBench(SoilLow(), new AlertRule("temperature.high", RuleKind.High, "temperature") { Warning = 30 });

        bench.Reads(Hour, new Values(Soil: 50, Temperature: 20)).Reads(Hour, new Values(Temperature: 20));

        Assert.Equal(PlantCondition.Unknown, bench.Condition);
        Assert.Equal(PlantCondition.Ok, bench.Track.ConditionOf(bench.Track.Rules[1], bench.Now, bench.Pace));
    }

    [Fact]
    public void Condition_ReportsNothingThatCouldBeJudged_IsUnknown()
    {
        var bench = new TrackBench(PlantRanges.Unknown);

        bench.Reads(Hour, Values.None with { Humidity = 50 });

        Assert.Equal(PlantCondition.Unknown, bench.Condition);
    }

    [Fact]
    public void Condition_NothingForALongTime_IsUnknown()
    {
        var bench = new TrackBench(SoilLow());

        Assert.Equal(PlantCondition.Unknown, bench.Condition);
        bench.Reads(50);
        Assert.Equal(PlantCondition.Ok, bench.Condition);
        bench.Waits(bench.Pace.Deadline + 1);
        Assert.Equal(PlantCondition.Unknown, bench.Condition);
    }

    [Theory]
    [InlineData("low", 30)]
    [InlineData("high", 30)]
    public void Take_AtTheThreshold_IsInside(string name, double threshold)
    {
        var rule = SoilLow(threshold) with { Kind = name == "low" ? RuleKind.Low : RuleKind.High };

        Assert.Empty(new TrackBench(rule).Reads(threshold).Said);
        Assert.Single(new TrackBench(rule).Reads(name == "low" ? threshold - 0.01 : threshold + 0.01).Said);
    }
}
