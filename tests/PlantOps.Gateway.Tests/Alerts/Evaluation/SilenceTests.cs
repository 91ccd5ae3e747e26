using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

public sealed class SilenceTests
{
    private static readonly AlertRule NoData = RuleBook.Of(PlantRanges.Unknown, new Dictionary<string, RuleChange>())
        .Single(rule => rule.Kind == RuleKind.NoData);

    [Theory]
    [InlineData(60, 10 * 60)]
    [InlineData(300, 975)]
    [InlineData(3600, (3 * 3600) + 900)]
    public void Look_TwoIntervalsMissed_RaisesOnce(int interval, int afterSeconds)
    {
        var bench = new TrackBench(NoData) { Pace = new Pace(interval * 1000) };
        bench.Reads(2 * bench.Pace.Interval, new Values(Soil: 50));

        bench.Waits((afterSeconds * 1000) - 1);
        Assert.Empty(bench.Said);
        bench.Waits(20 * Hour);

        Assert.Equal(["Raised Warning no_data"], bench.Words);
    }

    [Fact]
    public void Look_SilentForADay_IsCritical()
    {
        var bench = new TrackBench(NoData);

        bench.Reads(50).Waits(25 * Hour);

        Assert.Equal(["Raised Warning no_data", "Escalated Critical no_data"], bench.Words);
        Assert.Equal(PlantCondition.Unknown, bench.Condition);
    }

    [Fact]
    public void Take_AReadingOfNow_EndsIt()
    {
        var bench = new TrackBench(NoData);

        bench.Reads(50).Waits(Hour).Reads(50);

        Assert.Equal(["Raised Warning no_data", "Recovered Warning no_data"], bench.Words);
    }

    [Fact]
    public void Take_OnlyReadingsOfThePast_DoNotEndIt()
    {
        var bench = new TrackBench(NoData);
        bench.Reads(50).Waits(Hour);
        var silent = bench.Now;

        // The device was off the network and now sends what it has kept, oldest first.
        for (var t = Start + (2 * Minute); t < silent - Minute; t += Minute)
            bench.Track.Take(Reading(t, new Values(Soil: 50)), bench.Pace, false, bench.Said);

        Assert.Equal(["Raised Warning no_data"], bench.Words);
        bench.Reads(50);
        Assert.Equal("Recovered Warning no_data", bench.Words.Last());
    }

    [Fact]
    public void Look_AfterTheGatewayWasAway_GivesDevicesTimeToComeBack()
    {
        var bench = new TrackBench(NoData);

        bench.Reads(50).Waits(6 * Hour, looking: false).Restarts().Waits(8 * Minute).Reads(50);
        Assert.Empty(bench.Said);

        bench.Waits(6 * Hour, looking: false).Restarts().Waits(12 * Minute);
        Assert.Equal(["Raised Warning no_data"], bench.Words);
    }

    [Fact]
    public void Look_ClockWasAheadAndIsRightAgain_DoesNotWaitForThatTime()
    {
        var bench = new TrackBench(NoData, SoilLow(dwell: 10 * Minute, cooldown: Hour));
        bench.Now += 400 * Day;
        bench.Reads(Hour, new Values(Soil: 20));
        bench.Now = Start;
        bench.Track.ListeningSince = Start;

        bench.Waits(2 * Minute).Reads(Hour, new Values(Soil: 50)).Reads(3 * Hour, new Values(Soil: 20)).Waits(Hour);

        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Recovered Warning soil_moisture.low", "Raised Warning soil_moisture.low",
                "Raised Warning no_data"],
            bench.Words);
    }
}
