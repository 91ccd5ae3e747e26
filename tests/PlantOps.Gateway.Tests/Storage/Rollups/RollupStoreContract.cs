using CsCheck;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Rollups;

/// <summary>What every store of rollups must do.</summary>
public abstract class RollupStoreContract(Func<TestStore> open)
{
    private const int Fern = 1;
    private const int Basil = 2;
    private const long Day = TestReadings.Day;
    private const long Start = TestReadings.Start;
    private const long QuarterHour = 15 * 60_000;

    private static readonly RollupPeriod[] Periods = Enum.GetValues<RollupPeriod>();

    private enum Step
    {
        Append,
        AppendAgain,
        Settle,
        RollUp,
        MarkAll,
        Restart,
    }

    [Fact]
    public void Read_AnyHistory_IsWhatTheRawReadingsGive()
    {
        var batch = Gen.Select(Gen.Int[0, 3], TestReadings.History,
            (day, readings) => Array.ConvertAll(readings, r => r with { Time = r.Time + (day * Day) }));
        var steps = Gen.Select(Gen.Enum<Step>(), batch).Array[1, 12];
        steps.Sample(
            history =>
            {
                using var store = open();
                var batches = new List<Reading[]>();
                foreach (var (step, readings) in history) Do(store, step, readings, batches);
                AssertIsWhatRawGives(store, Fern);
            },
            iter: Iterations,
            threads: 1);
    }

    [Fact]
    public void Read_LateReadingOfARolledDay_Counts()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Settle();
        Assert.Equal(2, RollUp(store, Start + (2 * Day)));
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.At(Start + 5, boot: 2, temperature: -10)));
        Assert.Equal(-10, Read(store, Fern, RollupPeriod.Day)[0].Metrics[Metric.Temperature].Min);
        store.Settle();
        AssertIsWhatRawGives(store, Fern);
        Assert.Equal(1, RollUp(store, Start + (2 * Day)));
        Assert.Equal(0, RollUp(store, Start + (2 * Day)));
        Assert.Equal(-10, Read(store, Fern, RollupPeriod.Day)[0].Metrics[Metric.Temperature].Min);
        AssertIsWhatRawGives(store, Fern);
    }

    [Fact]
    public void Read_DaysBefore2020_AreWhatTheRawReadingsGive()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000, Contracts.Limits.EarliestTime - (2 * Day))));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.Minutes(10)));
        store.Settle();

        Assert.Equal(3, RollUp(store, Start));

        AssertIsWhatRawGives(store, Fern);
        Assert.Equal(Contracts.Limits.EarliestTime - (2 * Day), Read(store, Fern, RollupPeriod.Day)[0].Start);
    }

    [Fact]
    public void Read_Range_HasPeriodsThatStartInIt()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.Minutes(10)));
        store.Settle();
        RollUp(store, Start + Day);
        var found = new List<Rollup>();
        store.Rollups.Read(Fern, RollupPeriod.QuarterHour, Start + 1, Start + Day + QuarterHour, found);
        Assert.Equal(96, found.Count);
        Assert.Equal(Start + QuarterHour, found[0].Start);
        Assert.Equal(Start + Day, found[^1].Start);
        Assert.All(found, rollup => Assert.Equal(15, rollup.Metrics[Metric.Humidity].Count));
        Assert.Single(Read(store, Basil, RollupPeriod.Hour));
        Assert.Empty(Read(store, 3, RollupPeriod.Hour));
    }

    [Fact]
    public void Read_ValuesInDoubt_DoNotCount()
    {
        using var store = open();
        var reading = TestReadings.At(Start, temperature: 85);
        var doubted = reading with { Qualities = default(MetricQualities).With(Metric.Temperature, Quality.Implausible) };
        store.Readings.Append(TestReadings.Group(Fern, doubted));
        var hour = Assert.Single(Read(store, Fern, RollupPeriod.Hour));
        Assert.Equal(0, hour.Metrics[Metric.Temperature].Count);
        Assert.Equal(1, hour.Metrics[Metric.Humidity].Count);
    }

    [Fact]
    public void RollUp_ADayThatIsNotOver_IsLeft()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Settle();
        Assert.Equal(1, RollUp(store, Start + (2 * Day) - 1));
        AssertIsWhatRawGives(store, Fern);
    }

    [Fact]
    public void RollUp_ToldToStop_GoesOnNextTime()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Settle();
        Assert.Throws<OperationCanceledException>(
            () => store.Rollups.RollUp(long.MaxValue, new CancellationToken(canceled: true)));
        Assert.Equal(3, RollUp(store, Start + (3 * Day)));
    }

    [Fact]
    public void MarkAll_RolledDays_AreRolledAgain()
    {
        using var store = open();
        store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(3000)));
        store.Readings.Append(TestReadings.Group(Basil, TestReadings.Minutes(3000)));
        store.Settle();
        Assert.Equal(6, RollUp(store, Start + (3 * Day)));
        Assert.Equal(6, store.Rollups.MarkAll());
        store.Restart();
        Assert.Equal(6, RollUp(store, Start + (3 * Day)));
        AssertIsWhatRawGives(store, Fern);
    }

    /// <summary>Histories to try; fewer where each costs a database.</summary>
    protected virtual int Iterations => 100;

    private static void Do(TestStore store, Step step, Reading[] readings, List<Reading[]> batches)
    {
        switch (step)
        {
            case Step.Append:
                store.Readings.Append(TestReadings.Group(Fern, readings));
                batches.Add(readings);
                break;
            case Step.AppendAgain when batches.Count > 0:
                store.Readings.Append(TestReadings.Group(Fern, batches[readings.Length % batches.Count]));
                break;
            case Step.Settle:
                store.Settle();
                break;
            case Step.RollUp:
                RollUp(store, Start + (readings.Length % 6 * Day));
                break;
            case Step.MarkAll:
                store.Rollups.MarkAll();
                break;
            case Step.Restart:
                store.Restart();
                break;
        }
    }

    private static int RollUp(TestStore store, long endedBy) =>
        store.Rollups.RollUp(endedBy, TestContext.Current.CancellationToken);

    private static void AssertIsWhatRawGives(TestStore store, int device)
    {
        var raw = store.Readings.Read(device, 0, long.MaxValue, int.MaxValue);
        foreach (var period in Periods) RollupModel.AssertEqual(raw, period.Length(), Read(store, device, period));
    }

    private static List<Rollup> Read(TestStore store, int device, RollupPeriod period)
    {
        var found = new List<Rollup>();
        store.Rollups.Read(device, period, 0, long.MaxValue, found);
        return found;
    }
}
