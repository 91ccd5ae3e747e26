using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Storage.Rollups;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Readings that are removed while other gateways append, roll up and let go of them.</summary>
public sealed class RemovalAtOnceTests : IDisposable
{
    private const int Count = 4;
    private const int Fern = 1;
    private const long Day = TestReadings.Day;
    private const long June30 = TestReadings.Start + (7 * Day);
    private const long July = June30 + Day;

    private readonly List<PostgresTestStore> _gateways = [];
    private readonly Reading[] _readings = TestReadings.Minutes(10, June30);

    public RemovalAtOnceTests()
    {
        var database = SharedPostgres.Server.NewDatabase();
        for (var i = 0; i < Count; i++) _gateways.Add(new PostgresTestStore(database));
        Store.Readings.Append(TestReadings.Group(Fern, _readings));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresTestStore Store => _gateways[0];

    [Fact]
    public async Task Remove_AnAppendOfTheDayIsNotCommittedYet_WaitsForIt()
    {
        var late = new ReadingGroup(
            [StreamsByNumber.Of(
                Fern, [TestReadings.At(June30 + 5, boot: 2), TestReadings.At(June30 + (30 * 60_000), boot: 2, sequence: 1)])],
            [new SetAsideMessage(Fern, 1, "t", "malformed", "held up", [1])]);
        Task appending, removing;
        using (var other = new Holder(Store, "set_aside"))
        {
            appending = Task.Run(() => _gateways[1].Readings.Append(late), Token);
            await other.SomebodyWaits();
            removing = Task.Run(() => Remove(Store, new TimeRange(June30, June30 + (30 * 60_000))), Token);
            await other.SomebodyWaitsForARow();
        }

        await Task.WhenAll(appending, removing);
        AssertIs([late.Readings[0].Readings[1]]);
    }

    [Fact]
    public async Task Remove_TheDayIsBeingRolledUp_LeavesRollupsOfWhatIsLeft()
    {
        Task rolling, removing;
        using (var other = new Holder(Store, "rolled_days"))
        {
            rolling = Task.Run(() => _gateways[1].Rollups.RollUp(July, Token), Token);
            await other.SomebodyWaits();
            removing = Task.Run(() => Remove(Store, new TimeRange(_readings[2].Time, _readings[8].Time)), Token);
            await other.SomebodyWaitsForARow();
        }

        await Task.WhenAll(rolling, removing);
        AssertIs([.. _readings[..2], .. _readings[8..]]);
    }

    [Fact]
    public async Task Remove_TheMonthIsBeingLetGoOf_TakesWhatItCameTo()
    {
        Store.Rollups.RollUp(July, Token);
        Task expiring, removing;
        using (var other = new Holder(Store, "gone_days"))
        {
            expiring = Task.Run(() => _gateways[1].Retention.Expire(Tier.Raw, July, Token), Token);
            await other.SomebodyWaits();
            removing = Task.Run(() => Remove(Store, new TimeRange(June30, July)), Token);
            await other.SomebodyWaitsFor("readings_2025_06", unless: expiring);
        }

        await Task.WhenAll(expiring, removing);
        AssertIs([]);
        Assert.Equal(0L, Store.Execute("SELECT count(*) FROM gone_days"));
        Assert.Equal(0L, Store.Execute("SELECT count(*) FROM rolled_quarter_hours"));
    }

    [Fact]
    public async Task Everything_AtOnce_LosesNothingElse()
    {
        var readings = Enumerable.Range(0, 450)
            .Select(i => TestReadings.At(TestReadings.Start + (i * 14 * 3_600_000L), i % 3, i + 100, i / 10d)).ToArray();
        var range = new TimeRange(readings[30].Time, readings[200].Time);
        var appending = Task.WhenAll(
            _gateways.Take(2).Select((gateway, i) => Task.Run(() => AppendShuffled(gateway, readings, new Random(i)))));
        var keeping = Task.Run(() => Keep(_gateways[2], appending), Token);
        var removing = Task.Run(
            () =>
            {
                while (!appending.IsCompleted) Remove(_gateways[3], range);
            },
            Token);

        await Task.WhenAll(appending, keeping, removing);
        Remove(Store, range);
        Keep(Store, Task.CompletedTask);
        AssertRollupsAre([.. _readings, .. readings[..30], .. readings[200..]]);
    }

    public void Dispose()
    {
        foreach (var gateway in _gateways) gateway.Dispose();
    }

    private static void Remove(PostgresTestStore gateway, TimeRange range) => gateway.Removal.Remove(Fern, range, Token);

    // Lets months go, over and over, while their readings still arrive.
    private static void Keep(PostgresTestStore gateway, Task until)
    {
        bool last;
        do
        {
            last = until.IsCompleted;
            gateway.Rollups.RollUp(long.MaxValue, Token);
            gateway.Retention.Expire(Tier.Raw, long.MaxValue, Token);
        }
        while (!last);
    }

    private static void AppendShuffled(PostgresTestStore gateway, Reading[] readings, Random random)
    {
        var shuffled = readings.ToArray();
        random.Shuffle(shuffled);
        foreach (var some in shuffled.Chunk(30)) gateway.Readings.Append(TestReadings.Group(Fern, some));
    }

    private void AssertIs(IReadOnlyCollection<Reading> readings)
    {
        Assert.Equal(readings, Store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue));
        AssertRollupsAre(readings);
        Store.Rollups.RollUp(July, Token);
        AssertRollupsAre(readings);
    }

    private void AssertRollupsAre(IReadOnlyCollection<Reading> readings)
    {
        foreach (var period in Enum.GetValues<RollupPeriod>())
        {
            var found = new List<Rollup>();
            Store.Rollups.Read(Fern, period, 0, long.MaxValue, found);
            RollupModel.AssertEqual(readings, period.Length(), found);
        }
    }
}
