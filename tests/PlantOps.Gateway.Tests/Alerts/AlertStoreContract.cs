using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Notifications;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Alerts;

/// <summary>Alerts in every store.</summary>
public abstract class AlertStoreContract(TestStore store) : IDisposable
{
    private const long Day = 24 * 60 * 60 * 1000L;
    private const long Now = TestAlerts.Now;

    // More than are read at once.
    private const int Many = 1100;

    private static readonly Plant Fern = TestAlerts.Plant("Fern");
    private static readonly Plant Basil = TestAlerts.Plant("Basil");

    private AlertStore Alerts => new(store.Records);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void RemoveEndedBefore_ManyOldOnes_LeavesWhatGoesOnAndWhatEndedLater()
    {
        var open = TestAlerts.Alert(Fern, raisedAt: Now - (500 * Day));
        var endedLater = TestAlerts.Alert(Basil, raisedAt: Now - (499 * Day)) with { RecoveredAt = Now - Day };
        Put([open, endedLater, .. Enumerable.Range(0, Many).Select(i => Ended(Fern, Now - (498 * Day) + i))]);

        Assert.Equal(Many, Alerts.RemoveEndedBefore(Now - (400 * Day)));

        store.Restart();
        Assert.Equal([open.Id, endedLater.Id], Alerts.Read(RecordRange.All).Select(alert => alert.Id));
        Assert.Equal([endedLater.Id], Alerts.RecoveredSince(0).Select(alert => alert.Id));
        Assert.Equal(0, Alerts.RemoveEndedBefore(Now - (400 * Day)));
    }

    [Fact]
    public void RecoveredSince_ATime_IsWhatEndedAfterIt()
    {
        var at = TestAlerts.Alert(Fern, raisedAt: Now - Day) with { RecoveredAt = Now };
        var after = TestAlerts.Alert(Basil, raisedAt: Now - (90 * Day)) with { RecoveredAt = Now + 1 };
        Put([at, after, TestAlerts.Alert(Basil, raisedAt: Now - 5)]);

        Assert.Equal([after.Id], Alerts.RecoveredSince(Now).Select(alert => alert.Id));
        Assert.Equal([at.Id, after.Id], Alerts.RecoveredSince(Now - 1).Select(alert => alert.Id));
    }

    [Fact]
    public void RemovalOf_OnePlant_TakesItsOwnAndNoOthers()
    {
        var other = Ended(Basil, Now - Day);
        Put([other, .. Enumerable.Range(0, Many).Select(i => Ended(Fern, Now - (9 * Day) + i))]);

        Assert.True(store.Records.TryCommit([.. Alerts.RemovalOf(Fern.Id)]));

        Assert.Equal([other.Id], Alerts.Read(RecordRange.All).Select(alert => alert.Id));
        Assert.Equal([other.Id], Alerts.RecoveredSince(0).Select(alert => alert.Id));
    }

    private static Alert Ended(Plant plant, long raisedAt) =>
        TestAlerts.Alert(plant, raisedAt: raisedAt) with { RecoveredAt = raisedAt + 60_000 };

    private void Put(IEnumerable<Alert> alerts)
    {
        foreach (var some in alerts.Chunk(200))
            Assert.True(store.Records.TryCommit([.. some.SelectMany(alert => Alerts.Put(alert, 0))]));
    }
}

public sealed class LiteDbAlertStoreTests() : AlertStoreContract(new LiteDbTestStore());

public sealed class PostgresAlertStoreTests() : AlertStoreContract(new PostgresTestStore());
