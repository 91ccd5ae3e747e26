using CsCheck;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

/// <summary>What every store must do when it lets go of history.</summary>
public abstract class RetentionStoreContract(Func<TestStore> open)
{
    private const int Fern = 1;
    private const int Basil = 2;
    private const long Day = TestReadings.Day;

    /// <summary>The last but one day of June: months are what some stores let go of readings by.</summary>
    private const long Start = TestReadings.Start + (6 * Day);

    private static readonly Tier[] NotForEver = [Tier.Raw, Tier.QuarterHours, Tier.Hours, Tier.Days];

    private enum Step
    {
        Append,
        Settle,
        RollUp,
        Expire,
        MarkAll,
        Restart,
    }

    /// <summary>Histories to try; fewer where each costs a database.</summary>
    protected virtual int Iterations => 100;

    [Fact]
    public void Expire_Raw_LeavesWhatItCameTo()
    {
        using var store = Filled();
        var all = store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue);
        Assert.True(Expire(store, Tier.Raw, Start + (2 * Day)) > 0);
        Assert.Equal(
            all.Where(reading => reading.Time >= Start + (2 * Day)), store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
        AssertRollupsAre(store, all);
        store.Restart();
        AssertRollupsAre(store, all);
        Assert.Equal(0, Expire(store, Tier.Raw, Start + (2 * Day)));
    }

    [Fact]
    public void Expire_Raw_LeavesADayThatIsNotRolledUp()
    {
        using var store = Filled();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.At(Start + 7, boot: 9)));
        store.Settle();
        Expire(store, Tier.Raw, Start + (2 * Day));
        Assert.Equal(1441, store.Readings.Read(Fern, Start, Start + Day, int.MaxValue).Count);
    }

    [Fact]
    public void Append_OfADayWhoseReadingsHaveGone_IsAdded()
    {
        using var store = Filled();
        var all = store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue);
        Expire(store, Tier.Raw, Start + (2 * Day));
        var late = TestReadings.At(Start + 7, boot: 9, temperature: -20);
        store.Readings.Append(TestReadings.Group(Fern, late, all[5]));
        AssertRollupsAre(store, [late, .. all]);
        store.Settle();
        AssertRollupsAre(store, [late, .. all]);
        store.Rollups.MarkAll();
        RollUp(store);
        AssertRollupsAre(store, [late, .. all]);
        Expire(store, Tier.Raw, Start + (2 * Day));
        store.Restart();
        AssertRollupsAre(store, [late, .. all]);
        Assert.Empty(store.Readings.Read(Fern, Start, Start + Day, int.MaxValue));
    }

    [Fact]
    public void Expire_EachTier_LeavesTheCoarserOnes()
    {
        using var store = Filled();
        var days = Read(store, RollupPeriod.Day);
        Assert.True(Expire(store, Tier.Raw, Start + (2 * Day)) > 0);
        foreach (var tier in NotForEver[1..3]) Assert.Equal(4, Expire(store, tier, Start + (2 * Day)));
        Assert.Equal(days, Read(store, RollupPeriod.Day));
        Assert.Equal(Start + (2 * Day), Read(store, RollupPeriod.Hour)[0].Start);
        Assert.Equal(Start + (2 * Day), Read(store, RollupPeriod.QuarterHour)[0].Start);
        Assert.Equal(4, Expire(store, Tier.Days, Start + (2 * Day)));
        Assert.Equal(days[2..], Read(store, RollupPeriod.Day));
    }

    [Fact]
    public void Expire_ToldToStop_GoesOnNextTime()
    {
        using var store = Filled();
        Assert.Throws<OperationCanceledException>(
            () => store.Retention.Expire(Tier.Raw, long.MaxValue, new CancellationToken(canceled: true)));
        Assert.True(Expire(store, Tier.Raw, Start + (2 * Day)) > 0);
        Assert.Empty(store.Readings.Read(Fern, 0, Start + (2 * Day), int.MaxValue));
    }

    [Fact]
    public void Contents_OfEachTier_IsWhatIsThere()
    {
        using var store = Filled();
        Expire(store, Tier.Raw, Start + (2 * Day));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.At(Start + (3 * Day), boot: 9)));
        var contents = store.Retention.Contents();
        var raw = contents.Single(content => content is { Tier: Tier.Raw, Stream.Number: Basil });
        Assert.Equal(3000 - 2880 + 1, raw.Rows);
        Assert.Equal([Start + (2 * Day), Start + (3 * Day)], raw.Days);
        Assert.True(raw.Bytes > 0);
        Assert.Equal(50, contents.Single(content => content is { Tier: Tier.Hours, Stream.Number: Fern }).Rows);
    }

    [Fact]
    public void Expire_AnyHistory_LosesNothingOfRollups()
    {
        var batch = Gen.Select(
            Gen.Int[0, 3],
            TestReadings.History,
            (day, readings) => readings.Where(reading => reading.HasIdentity)
                .Select(r => r with { Time = r.Time - TestReadings.Start + Start + (day * Day) }).ToArray());
        var steps = Gen.Select(Gen.Enum<Step>(), batch).Array[1, 14];
        steps.Sample(
            history =>
            {
                using var store = open();
                var first = new Dictionary<(long, long), Reading>();
                foreach (var (step, readings) in history)
                {
                    Do(store, step, readings);
                    if (step != Step.Append) continue;
                    foreach (var reading in readings) first.TryAdd((reading.Boot, reading.Sequence), reading);
                }

                AssertRollupsAre(store, first.Values);
            },
            iter: Iterations,
            threads: 1);
    }

    private static void Do(TestStore store, Step step, Reading[] readings)
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
                store.Rollups.RollUp(time, TestContext.Current.CancellationToken);
                break;
            case Step.Expire:
                Expire(store, Tier.Raw, time);
                break;
            case Step.MarkAll:
                store.Rollups.MarkAll();
                break;
            case Step.Restart:
                store.Restart();
                break;
        }
    }

    /// <summary>Two devices with three days each, rolled up.</summary>
    private TestStore Filled()
    {
        var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000, Start)));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.Minutes(3000, Start)));
        store.Settle();
        RollUp(store);
        return store;
    }

    private static void RollUp(TestStore store) => store.Rollups.RollUp(Start + (3 * Day), TestContext.Current.CancellationToken);

    private static int Expire(TestStore store, Tier tier, long endedBy) =>
        store.Retention.Expire(tier, endedBy, TestContext.Current.CancellationToken);

    private static void AssertRollupsAre(TestStore store, IReadOnlyCollection<Reading> readings)
    {
        foreach (var period in Enum.GetValues<RollupPeriod>())
            RollupModel.AssertEqual(readings, period.Length(), Read(store, period));
    }

    private static List<Rollup> Read(TestStore store, RollupPeriod period)
    {
        var found = new List<Rollup>();
        store.Rollups.Read(Fern, period, 0, long.MaxValue, found);
        return found;
    }
}
