using CsCheck;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

/// <summary>What every store must do when readings are removed before their time.</summary>
public abstract class ReadingRemovalContract(Func<TestStore> open)
{
    private const int Fern = 1;
    private const int Basil = 2;
    private const long Day = TestReadings.Day;
    private const long Minute = 60_000;
    private const long Quarter = 15 * Minute;

    /// <summary>The last but one day of June: months are what some stores let go of readings by.</summary>
    private const long Start = TestReadings.Start + (6 * Day);

    private static readonly Reading[] Sent = TestReadings.Minutes(3000, Start);

    /// <summary>How far the store has come with what is removed.</summary>
    public enum Stage
    {
        Memory,
        Disk,
        RolledUp,
    }

    private enum Step
    {
        Append,
        Settle,
        RollUp,
        Expire,
        Remove,
        MarkAll,
        Restart,
    }

    /// <summary>Histories to try; fewer where each costs a database.</summary>
    protected virtual int Iterations => 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Stage.Memory)]
    [InlineData(Stage.Disk)]
    [InlineData(Stage.RolledUp)]
    public void Remove_ARange_TakesItExactlyAndNothingElse(Stage stage)
    {
        using var store = Filled(stage);
        var range = new TimeRange(Sent[100].Time, Sent[2900].Time);

        Assert.Equal(3, Remove(store, range));

        Reading[] left = [.. Sent[..100], .. Sent[2900..]];
        AssertIs(store, left);
        Assert.Equal(Sent, store.Readings.Read(Basil, 0, long.MaxValue, int.MaxValue));
        RollUp(store);
        AssertIs(store, left);
        store.Restart();
        AssertIs(store, left);
        Assert.Equal(0, Remove(store, range));
        AssertRollupsAre(store, Basil, Sent);
    }

    [Fact]
    public void Remove_OneMillisecond_TakesOneReading()
    {
        using var store = Filled(Stage.RolledUp);
        Assert.Equal(0, Remove(store, new TimeRange(Sent[5].Time + 1, Sent[6].Time)));
        Assert.Equal(1, Remove(store, new TimeRange(Sent[5].Time, Sent[5].Time + 1)));
        Reading[] left = [.. Sent[..5], .. Sent[6..]];
        AssertIs(store, left);
    }

    [Fact]
    public void Remove_EverythingEver_LeavesNothingOfTheDevice()
    {
        using var store = Filled(Stage.RolledUp);
        Expire(store, Tier.Raw, Start + (2 * Day));
        Remove(store, new TimeRange(long.MinValue, long.MaxValue));
        AssertIs(store, []);
        Assert.Null(store.Readings.Latest(Fern));
        Assert.Empty(store.Readings.Days(Fern));
        Assert.All(
            store.Retention.Contents().Where(content => content.Stream.Device == Fern), content => Assert.Equal(0, content.Rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Remove_OfDaysWhoseReadingsHaveGone_TakesPeriodsThatBeginWithin(int tiersGone)
    {
        using var store = Filled(Stage.RolledUp);
        foreach (var tier in Tiers.All.Take(tiersGone)) Assert.True(Expire(store, tier, Start + (2 * Day)) > 0);
        var finest = (RollupPeriod)(tiersGone - 1);
        var range = new TimeRange(Start + (20 * Minute), Start + Day + (65 * Minute));

        // As one, the first day begins before the range.
        Assert.Equal(finest == RollupPeriod.Day ? 1 : 2, Remove(store, range));

        var left = Sent.Where(reading => !range.Contains(finest.StartOf(reading.Time))).ToList();
        AssertRollupsAre(store, Fern, left, finest);
        store.Restart();
        AssertRollupsAre(store, Fern, left, finest);
        Assert.Equal(0, Remove(store, range));
        AssertRollupsAre(store, Basil, Sent, finest);
    }

    [Fact]
    public void Append_RemovedReadingsAgain_StaysAway()
    {
        using var store = Filled(Stage.RolledUp);
        Remove(store, new TimeRange(Start, Start + Day));
        Assert.Equal(new AppendResult(0, Sent.Length), store.Readings.Append(TestReadings.Group(Fern, Sent)));
        store.Settle();
        store.Restart();
        Assert.Equal(new AppendResult(0, Sent.Length), store.Readings.Append(TestReadings.Group(Fern, Sent)));
        AssertIs(store, Sent[1440..]);
    }

    [Fact]
    public void Append_OfARemovedTime_IsStoredAndCounts()
    {
        using var store = Filled(Stage.RolledUp);
        Expire(store, Tier.Raw, Start + (2 * Day));
        Remove(store, new TimeRange(Start, Start + Day));
        var late = TestReadings.At(Start + 7, boot: 9, temperature: -20);
        store.Readings.Append(TestReadings.Group(Fern, late, TestReadings.At(Start + 8, Reading.NoIdentity, Reading.NoIdentity)));
        Assert.Equal(2, store.Readings.Read(Fern, Start, Start + Day, int.MaxValue).Count);
        Assert.Equal(1, Remove(store, new TimeRange(Start + 8, Start + 9)));
        store.Settle();
        RollUp(store);
        AssertRollupsAre(store, Fern, [late, .. Sent[1440..]]);
    }

    [Fact]
    public void Latest_AfterItWasRemoved_IsTheOneBefore()
    {
        using var store = Filled(Stage.Memory);
        Assert.Equal(Sent[^1], store.Readings.Latest(Fern));
        Remove(store, new TimeRange(Sent[2000].Time, long.MaxValue));
        Assert.Equal(Sent[1999], store.Readings.Latest(Fern));
        var next = TestReadings.At(Sent[1999].Time + 1, boot: 9);
        store.Readings.Append(TestReadings.Group(Fern, next));
        Assert.Equal(next, store.Readings.Latest(Fern));
    }

    [Fact]
    public void Remove_ToldToStop_GoesOnNextTime()
    {
        using var store = Filled(Stage.RolledUp);
        Assert.Throws<OperationCanceledException>(
            () => store.Removal.Remove(Fern, new TimeRange(0, long.MaxValue), new CancellationToken(canceled: true)));
        Remove(store, new TimeRange(0, long.MaxValue));
        AssertIs(store, []);
    }

    [Fact]
    public async Task Remove_WhileReadingsArrive_LosesNoneOfTheOthers()
    {
        using var store = open();
        store.Settle();
        var range = new TimeRange(Start + (3 * Minute), Start + Day + (7 * Minute));
        var appending = Task.Run(
            () =>
            {
                foreach (var some in Sent.Chunk(60)) store.Readings.Append(TestReadings.Group(Fern, some));
            },
            Token);
        while (!appending.IsCompleted)
        {
            Remove(store, range);
            RollUp(store);
        }

        await appending;
        Remove(store, range);
        var left = Sent.Where(reading => !range.Contains(reading.Time)).ToArray();
        AssertIs(store, left);
    }

    [Fact]
    public void Remove_AnyHistory_LeavesWhatAPlainListWould()
    {
        var batch = Gen.Select(
            Gen.Int[0, 3],
            TestReadings.History,
            (day, readings) => readings.Where(reading => reading.HasIdentity)
                .Select(r => r with { Time = r.Time - TestReadings.Start + Start + (day * Day) }).ToArray());

        // Whole quarter hours, so that of days whose readings have gone it is known what is to be left.
        var range = Gen.Select(Gen.Long[0, 4 * 96], Gen.Long[0, 2 * 96],
            (from, length) => new TimeRange(Start + (from * Quarter), Start + ((from + length) * Quarter)));
        Gen.Select(Gen.Enum<Step>(), batch, range).Array[1, 14].Sample(
            history =>
            {
                using var store = open();
                var known = new HashSet<(long, long)>();
                var model = new List<Reading>();
                foreach (var (step, readings, removed) in history)
                {
                    Do(store, step, readings, removed);
                    if (step == Step.Append)
                        model.AddRange(readings.Where(reading => known.Add((reading.Boot, reading.Sequence))));
                    if (step == Step.Remove) model.RemoveAll(reading => removed.Contains(reading.Time));
                }

                AssertRollupsAre(store, Fern, model);
                Assert.Subset(model.ToHashSet(), store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue).ToHashSet());
            },
            iter: Iterations,
            threads: 1);
    }

    private static void Do(TestStore store, Step step, Reading[] readings, TimeRange removed)
    {
        var time = Start + (readings.Length % 6 * Day);
        switch (step)
        {
            case Step.Append:
                store.Readings.Append(TestReadings.Group(Fern, readings));
                break;
            case Step.Settle:
                store.Settle();
                break;
            case Step.RollUp:
                store.Rollups.RollUp(time, Token);
                break;
            case Step.Expire:
                Expire(store, Tier.Raw, time);
                break;
            case Step.Remove:
                Remove(store, removed);
                break;
            case Step.MarkAll:
                store.Rollups.MarkAll();
                break;
            case Step.Restart:
                store.Restart();
                break;
        }
    }

    /// <summary>Two devices with three days each.</summary>
    private TestStore Filled(Stage stage)
    {
        var store = open();
        store.Readings.Append(TestReadings.Group(Fern, Sent));
        store.Readings.Append(TestReadings.Group(Basil, Sent));
        if (stage >= Stage.Disk) store.Settle();
        if (stage >= Stage.RolledUp) RollUp(store);
        return store;
    }

    private static int Remove(TestStore store, TimeRange range) => store.Removal.Remove(Fern, range, Token);

    private static void RollUp(TestStore store) => store.Rollups.RollUp(Start + (3 * Day), Token);

    private static int Expire(TestStore store, Tier tier, long endedBy) => store.Retention.Expire(tier, endedBy, Token);

    private static void AssertIs(TestStore store, IReadOnlyCollection<Reading> readings)
    {
        Assert.Equal(readings, store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
        AssertRollupsAre(store, Fern, readings);
    }

    private static void AssertRollupsAre(
        TestStore store, int device, IReadOnlyCollection<Reading> readings, RollupPeriod finest = RollupPeriod.QuarterHour)
    {
        for (var period = finest; period <= RollupPeriod.Day; period++)
        {
            var found = new List<Rollup>();
            store.Rollups.Read(device, period, 0, long.MaxValue, found);
            RollupModel.AssertEqual(readings, period.Length(), found);
        }
    }
}
