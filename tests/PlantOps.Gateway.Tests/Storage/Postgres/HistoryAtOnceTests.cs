using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Storage.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>History that several reshape at once, while others append and read.</summary>
public sealed class HistoryAtOnceTests : IDisposable
{
    private const int Count = 4;
    private const int Fern = 1;
    private const long Day = TestReadings.Day;
    private const long June30 = TestReadings.Start + (7 * Day);
    private const long July = June30 + Day;

    private readonly List<PostgresTestStore> _gateways = [];

    public HistoryAtOnceTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        for (var i = 0; i < Count; i++) _gateways.Add(new PostgresTestStore(database));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresTestStore Store => _gateways[0];

    [Fact]
    public async Task RollUp_AnAppendOfTheDayIsNotCommittedYet_LeavesTheDay()
    {
        Store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(10, June30)));
        var late = new ReadingGroup(
            [StreamsByNumber.Of(Fern, [TestReadings.At(June30 + 5, boot: 2)])],
            [new SetAsideMessage(Fern, 1, "t", "malformed", "held up", [1])]);
        Task appending;
        using (var other = new Holder(Store, "set_aside"))
        {
            appending = Task.Run(() => _gateways[1].Readings.Append(late), Token);
            await other.SomebodyWaits();
            Assert.Equal(0, Store.Rollups.RollUp(July, Token));
        }

        await appending;
        Assert.Equal(1, Store.Rollups.RollUp(July, Token));
        Assert.Equal(11, Assert.Single(Read(RollupPeriod.Day)).Metrics[0].Count);
    }

    [Fact]
    public async Task RollUp_AtEveryGatewayAtOnce_RollsEachDayOnce()
    {
        var readings = TestReadings.Minutes(20 * 1440, June30).Where((_, i) => i % 20 == 0).ToArray();
        Store.Readings.Append(
            new ReadingGroup([.. Enumerable.Range(1, 5).Select(device => StreamsByNumber.Of(device, readings))], []));

        var rolled =
            await Task.WhenAll(_gateways.Select(gateway => Task.Run(() => gateway.Rollups.RollUp(long.MaxValue, Token))));

        Assert.Equal(5 * 20, rolled.Sum());
        Assert.Equal(0, Store.Rollups.RollUp(long.MaxValue, Token));
        AssertRollupsAre(readings);
        Assert.Equal(0L, Store.Execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public void Expire_SomebodyReadsForLong_GivesUpAndGoesNextTime()
    {
        var readings = RolledUpJune30();
        using (new Holder(Store, "readings", "ACCESS SHARE"))
        {
            Assert.Equal(0, Store.Retention.Expire(Tier.Raw, July, Token));
            Assert.Equal(10, Store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue).Count);
        }

        Assert.Equal(0L, Store.Execute("SELECT count(*) FROM gone_days"));
        Assert.Equal(1, Store.Retention.Expire(Tier.Raw, July, Token));
        AssertRollupsAre(readings);
    }

    [Fact]
    public async Task Append_WhileItsMonthIsLetGoOf_IsStoredAndCounts()
    {
        var readings = RolledUpJune30();
        var late = TestReadings.At(June30 + 5, boot: 2, temperature: -20);
        Task<AppendResult> appending;
        using (var other = new Holder(Store, "gone_days"))
        {
            var expiring = Task.Run(() => Store.Retention.Expire(Tier.Raw, July, Token), Token);
            await other.SomebodyWaits();
            appending = Task.Run(() => _gateways[1].Readings.Append(TestReadings.Group(Fern, late)), Token);
            await other.SomebodyWaitsFor("readings_2025_06", unless: expiring);
            other.Dispose();
            Assert.Equal(0, await expiring);
        }

        Assert.Equal(new AppendResult(1, 0), await appending);
        Assert.Equal(1, Store.Rollups.RollUp(July, Token));
        Assert.Equal(1, Store.Retention.Expire(Tier.Raw, July, Token));
        AssertRollupsAre([late, .. readings]);
    }

    [Fact]
    public async Task Everything_AtOnce_LosesAndDoublesNothing()
    {
        var readings = Enumerable.Range(0, 450)
            .Select(i => TestReadings.At(TestReadings.Start + (i * 14 * 3_600_000L), i % 3, i, i / 10d)).ToArray();
        var appending = Task.WhenAll(
            _gateways.Take(2).Select((gateway, i) => Task.Run(() => AppendShuffled(gateway, readings, new Random(i)))));
        var keeping = Task.WhenAll(_gateways.Skip(2).Select(gateway => Task.Run(() => Keep(gateway, appending), Token)));

        await appending;
        Assert.True((await keeping).Sum() > 0);
        Keep(Store, Task.CompletedTask);
        AssertRollupsAre(readings);
        Assert.Empty(Store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
    }

    public void Dispose()
    {
        foreach (var gateway in _gateways) gateway.Dispose();
    }

    private Reading[] RolledUpJune30()
    {
        var readings = TestReadings.Minutes(10, June30);
        Store.Readings.Append(TestReadings.Group(Fern, readings));
        Store.Rollups.RollUp(July, Token);
        return readings;
    }

    // Lets months go, over and over, while their readings still arrive.
    private static int Keep(PostgresTestStore gateway, Task until)
    {
        var rolled = 0;
        bool last;
        do
        {
            last = until.IsCompleted;
            rolled += gateway.Rollups.RollUp(long.MaxValue, Token);
            gateway.Retention.Expire(Tier.Raw, long.MaxValue, Token);
        }
        while (!last);

        return rolled;
    }

    private static void AppendShuffled(PostgresTestStore gateway, Reading[] readings, Random random)
    {
        var shuffled = readings.ToArray();
        random.Shuffle(shuffled);
        foreach (var some in shuffled.Chunk(30)) gateway.Readings.Append(TestReadings.Group(Fern, some));
    }

    private void AssertRollupsAre(IReadOnlyCollection<Reading> readings)
    {
        foreach (var period in Enum.GetValues<RollupPeriod>()) RollupModel.AssertEqual(readings, period.Length(), Read(period));
    }

    private List<Rollup> Read(RollupPeriod period)
    {
        var found = new List<Rollup>();
        Store.Rollups.Read(Fern, period, 0, long.MaxValue, found);
        return found;
    }
}
