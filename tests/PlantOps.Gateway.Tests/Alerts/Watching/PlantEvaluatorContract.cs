using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Alerts.Evaluation;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Alerts.Watching;

/// <summary>What watching plants must do on every store.</summary>
public abstract partial class PlantEvaluatorContract(TestStore store) : IDisposable
{
    [Fact]
    public void Tick_PlantDriesAndIsWatered_OneWarningOneCriticalOneRecovery()
    {
        var bench = new EvaluatorBench(store).WithPlant();

        bench.Reads(50, 29, 28, 27, 14, 13, 12, 60, 60, 60);

        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low", "Recovered Critical soil_moisture.low"],
            bench.Words);
        var alert = Assert.Single(bench.Raised);
        Assert.Equal((28d, 15d), (alert.Readings[^1].Value, alert.Rule.Critical));
        Assert.Equal([50, 29, 28], alert.Readings.Select(reading => reading.Value));
        Assert.Equal(TrackBench.Start + (9 * TrackBench.Minute), alert.RecoveredAt);
        Assert.Equal(PlantCondition.Ok, bench.Board.Of(EvaluatorBench.PlantId).Condition);
    }

    [Fact]
    public void Tick_PlantOfAnotherSoilChannel_IsJudgedByThatChannelAlone()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Change(plant => plant with { Watches = [plant.Watched! with { SoilChannel = 2 }] });

        bench.Reads(10, 10, 10, 10);
        Assert.Empty(bench.Words);
        bench.SoilChannel = 2;
        bench.Reads(50, 29, 28, 27);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.Equal([50, 29, 28], Assert.Single(bench.Raised).Readings.Select(reading => reading.Value));
        Assert.Equal(bench.Raised.Select(alert => alert.Id), bench.Replayed().Select(alert => alert.Id));
    }

    [Fact]
    public void Tick_KilledAfterEachReading_NeitherForgetsNorRepeats()
    {
        var bench = new EvaluatorBench(store).WithPlant();

        foreach (var soil in new double[] { 50, 29, 28, 27, 14, 13, 12, 60, 60, 60, 50 }) bench.Reads(soil).IsKilled();

        bench.Look(arrived: false);
        Assert.Equal(
            ["Raised Warning soil_moisture.low", "Escalated Critical soil_moisture.low", "Recovered Critical soil_moisture.low"],
            bench.Words);
    }

    [Fact]
    public void Tick_KilledBetweenStoringAndLooking_SaysItAfterTheStart()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(50, 29);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.Store(bench.Now, 28);

        bench.IsKilled().Look(arrived: false);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Tick_DryWhileTheGatewayWasAway_IsSaidOnlyWhileItStillIs()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(50, 50);
        var left = bench.Now;
        bench.Time.Advance(TimeSpan.FromHours(6));
        bench.IsKilled();

        // From the device's buffer: it was dry, and somebody has watered it since.
        for (var t = left + 60_000; t < bench.Now; t += 60_000) bench.Store(t, t - left is > 3_600_000 and < 7_200_000 ? 10 : 50);
        bench.Look(arrived: true);
        bench.Reads(50, 50);
        Assert.Empty(bench.Words);

        bench.Reads(10, 10, 10);
        Assert.Equal(["Raised Critical soil_moisture.low"], bench.Words);
    }

    [Fact]
    public void Tick_TwoGateways_SayItOnce()
    {
        var first = new EvaluatorBench(store).WithPlant();
        var second = new EvaluatorBench(store, first.Time);

        foreach (var soil in new double[] { 50, 29, 28, 27, 27, 50, 50, 50 })
        {
            first.Reads(soil);
            second.Look(arrived: true);
            second.Look(arrived: false);
        }

        Assert.Equal(["Raised Warning soil_moisture.low"], first.Words);
        Assert.NotNull(Assert.Single(first.Raised).RecoveredAt);
        Assert.Equal(PlantCondition.Ok, second.Board.Of(EvaluatorBench.PlantId).Condition);
    }

    [Fact]
    public void Tick_ReadingsComeByAnotherGateway_IsNotTakenForSilence()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(50);

        for (var i = 0; i < 40; i++)
        {
            bench.Store(bench.Now + 30_000, 50);
            bench.Waits(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(bench.Words);
        Assert.Equal(PlantCondition.Ok, bench.Board.Of(EvaluatorBench.PlantId).Condition);
    }

    [Fact]
    public void Tick_DeviceDies_OneNoDataAndThePlantIsUnknown()
    {
        var bench = new EvaluatorBench(store).WithPlant();

        bench.Reads(50, 50, 50, 50, 50).Waits(TimeSpan.FromHours(2));

        Assert.Equal(["Raised Warning no_data"], bench.Words);
        Assert.Equal(PlantCondition.Unknown, bench.Board.Of(EvaluatorBench.PlantId).Condition);
        bench.Reads(50);
        Assert.NotNull(Assert.Single(bench.Raised).RecoveredAt);
        Assert.Equal(PlantCondition.Ok, bench.Board.Of(EvaluatorBench.PlantId).Condition);
    }

    [Fact]
    public void Tick_OwnerChangesTheThreshold_HoldsAtOnce()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(29, 29, 29);

        bench.Change(
            plant => plant with
            {
                Rules = new Dictionary<string, Gateway.Plants.RuleChange>
                {
                    ["soil_moisture.low"] = EvaluatorBench.SoilLow with { Warning = 20 },
                },
            });
        bench.Reads(29, 29, 29);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.NotNull(Assert.Single(bench.Raised).RecoveredAt);
    }

    [Fact]
    public void Tick_RuleTurnedOff_EndsItsAlertWithoutAWord()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(29, 29, 29);

        bench.Change(
            plant => plant with
            {
                Rules = new Dictionary<string, Gateway.Plants.RuleChange> { ["soil_moisture.low"] = new() { Enabled = false } },
            });
        bench.Reads(29);

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.NotNull(Assert.Single(bench.Raised).RecoveredAt);
    }

    [Fact]
    public void Tick_DeviceTakenAway_IsUnknownAndEndsWhatWasOpen()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(29, 29, 29);

        bench.Change(plant => plant with { Watches = [plant.Watches[0] with { To = bench.Now }] });
        bench.Reads(29).Waits(TimeSpan.FromHours(1));

        Assert.Equal(["Raised Warning soil_moisture.low"], bench.Words);
        Assert.NotNull(Assert.Single(bench.Raised).RecoveredAt);
        Assert.Equal(PlantCondition.Unknown, bench.Board.Of(EvaluatorBench.PlantId).Condition);
    }

    [Fact]
    public void Tick_AcknowledgedMeanwhile_KeepsBothChanges()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(29, 29);
        var kept = bench.Alerts.Find(bench.Raised[0].Id)!;
        Assert.True(
            bench.Plants.TryCommit(
                [.. bench.Alerts.Put(kept.Value with { AcknowledgedAt = bench.Now, AcknowledgedBy = "anna" }, kept.Version)]));

        bench.Reads(50, 50, 50);

        var alert = Assert.Single(bench.Raised);
        Assert.Equal("anna", alert.AcknowledgedBy);
        Assert.NotNull(alert.RecoveredAt);
    }

    [Fact]
    public void Tick_StoredBlockIsDamaged_ThePlantIsUnknownUntilItCanBeReadAgain()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(50, 50);

        bench.IsDamaged = true;
        bench.Reads(10, 10, 10, 10, 10);
        Assert.Empty(bench.Words);
        Assert.Equal(PlantCondition.Unknown, bench.Board.Of(EvaluatorBench.PlantId).Condition);

        bench.IsDamaged = false;
        bench.Reads(10, 10, 10);
        Assert.Equal(["Raised Critical soil_moisture.low"], bench.Words);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replay_OfWhatCameInTime_RaisesTheSameAlertsAsLive(int seed)
    {
        var random = new Random(seed);
        var bench = new EvaluatorBench(store).WithPlant(EvaluatorBench.SoilLow with { CooldownS = 1800 });
        var soil = 40d;
        for (var i = 0; i < 400; i++)
        {
            soil = Math.Clamp(soil + (random.NextDouble() * 8) - 4.1, 5, 60);
            if (random.Next(100) == 0) bench.Waits(TimeSpan.FromMinutes(random.Next(1, 90)));
            if (random.Next(60) == 0) bench.IsKilled();
            bench.Reads(soil);
        }

        var replayed = bench.Replayed();

        Assert.NotEmpty(replayed);
        Assert.Equal(bench.Raised.Select(Compact), replayed.Select(Compact));
    }

    [Fact]
    public void Save_AfterManyReadings_NextStartLooksOnlyAtWhatIsNew()
    {
        var bench = new EvaluatorBench(store).WithPlant();
        bench.Reads(50, 50, 50);

        Assert.NotEqual(bench.Now, bench.States.Find(EvaluatorBench.PlantId)!.Value.LastTime);

        bench.Evaluator.Save();

        Assert.Equal(bench.Now, bench.IsKilled().States.Find(EvaluatorBench.PlantId)!.Value.LastTime);
    }

    [Theory]
    [InlineData("""{"last_time":"yesterday"}""")]
    [InlineData(
        """{"rules":{"light.low":{"memory":[1]},"soil_moisture.stuck":{"memory":[1,2]},"soil_moisture.change":{"memory":[1,2,3]}}}""")]
    public void Tick_WhatWasRememberedIsOfAnotherVersion_KeepsNoOtherPlantFromItsAlerts(string state)
    {
        var bench = new EvaluatorBench(store).WithPlant();
        var other = bench.Plants.Find(EvaluatorBench.PlantId)!.Value with { Id = "pl-aloe" };
        Assert.True(bench.Plants.TryCommit([bench.Plants.Put(other, 0)]));
        Assert.True(bench.Records.TryCommit([new RecordChange(RecordSet.AlertStates, "pl-aloe", state, 0)]));

        bench.Reads(50, 10, 10, 10);

        Assert.Contains("Raised Critical soil_moisture.low", bench.Words);
        Assert.Contains(bench.Raised, alert => alert.PlantId == "pl-aloe" && alert.Rule.Id == "soil_moisture.low");
        Assert.Equal(2, bench.Raised.Count);
        Assert.Null(bench.Evaluator.Faults.Problem);
    }

    private static string Compact(Alert alert) =>
        $"{alert.Id} {alert.Severity} since {alert.Since} worse {alert.EscalatedAt} over {alert.RecoveredAt} at {alert.Value:R}";

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
