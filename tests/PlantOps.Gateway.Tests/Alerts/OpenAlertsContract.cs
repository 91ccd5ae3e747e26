using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Notifications;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Alerts;

/// <summary>Which alerts go on, in every store.</summary>
public abstract class OpenAlertsContract(TestStore store) : IDisposable
{
    private const long Hour = 60 * 60 * 1000L;
    private const long Now = TestAlerts.Now;

    private static readonly Plant Fern = TestAlerts.Plant("Fern");
    private static readonly Plant Basil = TestAlerts.Plant("Basil");
    private static readonly Plant Ivy = TestAlerts.Plant("Ivy");

    private AlertStore Alerts => new(store.Records);

    private PlantStateStore States => new(store.Records);

    private OpenAlerts Open => new(States, Alerts);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void All_SomeEndedAndSomeForgotten_AreThoseThatRulesHaveRaised()
    {
        var older = TestAlerts.Alert(Fern, raisedAt: Now - (9 * Hour));
        var newer = TestAlerts.Alert(Basil, raisedAt: Now - Hour);
        var forgotten = TestAlerts.Alert(Ivy, raisedAt: Now - (2 * Hour));
        var ended = TestAlerts.Alert(Fern, raisedAt: Now - (20 * Hour)) with { RecoveredAt = Now - (19 * Hour) };
        Put(older, newer, forgotten, ended);
        Remember(Fern, raisedAt: older.RaisedAt);
        Remember(Basil, raisedAt: newer.RaisedAt);
        Remember(Ivy, raisedAt: 0);

        Assert.Equal([newer.Id, older.Id], Open.All().Select(alert => alert.Id));
        Assert.Equal([older.Id], Open.Of(Fern.Id).Select(alert => alert.Id));
        Assert.Empty(Open.Of(Ivy.Id));
    }

    [Fact]
    public void All_OneEndsAndAnotherIsRaised_IsTheOther()
    {
        var first = TestAlerts.Alert(Fern, raisedAt: Now - (9 * Hour));
        Put(first);
        Remember(Fern, raisedAt: first.RaisedAt);
        Assert.Equal([first.Id], Open.All().Select(alert => alert.Id));

        Alerts.Change(first.Id, alert => alert with { RecoveredAt = Now - (2 * Hour) });
        var second = TestAlerts.Alert(Fern, raisedAt: Now - Hour);
        Put(second);
        Remember(Fern, raisedAt: second.RaisedAt);
        store.Restart();

        Assert.Equal([second.Id], Open.All().Select(alert => alert.Id));
    }

    [Fact]
    public void All_NoAlertWasEverRaised_IsEmpty() => Assert.Empty(Open.All());

    private void Put(params IEnumerable<Alert> alerts) =>
        Assert.True(store.Records.TryCommit([.. alerts.SelectMany(alert => Alerts.Put(alert, 0))]));

    private void Remember(Plant plant, long raisedAt)
    {
        var rule = new RuleState { RaisedLevel = raisedAt > 0 ? 1 : 0, RaisedAt = raisedAt };
        var state = new PlantState { Rules = new Dictionary<string, RuleState> { [TestAlerts.Dry.Id] = rule } };
        Assert.True(store.Records.TryCommit([States.Put(plant.Id, state, States.Find(plant.Id)?.Version ?? 0)]));
    }
}

public sealed class LiteDbOpenAlertsTests() : OpenAlertsContract(new LiteDbTestStore());

public sealed class PostgresOpenAlertsTests() : OpenAlertsContract(new PostgresTestStore());
