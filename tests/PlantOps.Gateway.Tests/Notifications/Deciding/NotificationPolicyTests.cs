using System.Globalization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Notifications.Deciding;

public sealed class NotificationPolicyTests
{
    private static readonly long Noon = Ms("2026-05-01T12:00:00Z");
    private static readonly long Night = Ms("2026-05-01T23:00:00Z");
    private static readonly Plant Fern = TestAlerts.Plant("Fern");
    private static readonly Channel Everything = Channel("c-all", AlertSeverity.Warning);
    private static readonly Channel Urgent = Channel("c-urgent", AlertSeverity.Critical);

    private static readonly Person Ada = new()
    {
        Id = "h-ada", Name = "Ada", TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0, Channels = [Everything.Id],
        Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)),
    };

    private static readonly Alert Dry = TestAlerts.Alert(Fern, raisedAt: Noon);

    [Fact]
    public void Decide_Raised_TellsChannelsOfItsSeverity()
    {
        var warning = Decide(House(Noon, Dry), Dry.Event(AlertEventKind.Raised));
        var critical = Decide(House(Noon, Dry), Dry.Event(AlertEventKind.Raised, severity: AlertSeverity.Critical));

        Assert.Equal([Everything.Id], warning.Notify.Select(one => one.ChannelId));
        Assert.Equal([Everything.Id, Urgent.Id], critical.Notify.Select(one => one.ChannelId));
        Assert.Equal([$"{Dry.Id}/c-all"], warning.Remember.Select(notified => notified.Id));
        Assert.Empty(warning.Defer);
    }

    [Fact]
    public void Decide_RaisedAndEscalatedAtOnce_TellsTheWorseOnly()
    {
        var told = Decide(House(Noon, Dry), Dry.Event(AlertEventKind.Raised),
            Dry.Event(AlertEventKind.Escalated, at: Noon + 1, severity: AlertSeverity.Critical)).Notify;

        Assert.Equal([AlertEventKind.Escalated, AlertEventKind.Escalated], told.Select(one => one.Event.Kind));
    }

    [Fact]
    public void Decide_Recovered_TellsOnlyWhereTheAlertWasTold()
    {
        var over = Dry with { RecoveredAt = Noon + 5 };
        var house = House(Noon, over) with { Notified = [new NotifiedAlert(Dry.Id, Urgent.Id, AlertSeverity.Critical)] };

        var decision = Decide(house, over.Event(AlertEventKind.Recovered, at: Noon + 5));

        Assert.Equal([Urgent.Id], decision.Notify.Select(one => one.ChannelId));
        Assert.Equal([$"{Dry.Id}/c-urgent"], decision.Forget.Select(notified => notified.Id));
    }

    [Fact]
    public void Decide_OverBeforeAnythingWasSaid_SaysNothing()
    {
        var over = Dry with { RecoveredAt = Noon + 5 };

        var decision = Decide(
            House(Noon, over), over.Event(AlertEventKind.Raised), over.Event(AlertEventKind.Recovered, at: Noon + 5));

        Assert.Empty(decision.Notify.Concat(decision.Defer));
    }

    [Fact]
    public void Decide_ToldAlready_DoesNotSayItAgain() =>
        Assert.Empty(
            Decide(House(Noon, Dry) with { Notified = [new NotifiedAlert(Dry.Id, Everything.Id, AlertSeverity.Warning)] },
                Dry.Event(AlertEventKind.Raised)).Notify);

    [Theory]
    [InlineData(AlertSeverity.Warning, true, "hold")]
    [InlineData(AlertSeverity.Critical, true, "tell")]
    [InlineData(AlertSeverity.Critical, false, "hold")]
    internal void Decide_InQuietHours_OnlyWhatIsCriticalIsSaidWhereThePersonAllows(
        AlertSeverity severity, bool criticalAtNight, string expected)
    {
        var house = House(Night, Dry) with { People = [Ada with { CriticalAtNight = criticalAtNight }], Channels = [Everything] };

        var decision = Decide(house, Dry.Event(AlertEventKind.Raised, severity: severity));

        Assert.Equal(expected, decision.Notify.Count == 1 ? "tell" : decision.Defer.Count == 1 ? "hold" : "drop");
    }

    [Fact]
    public void Decide_QuietHoursOverAndStillDry_TellsWhatWasHeld()
    {
        var deferred = Decide(House(Night, Dry), Dry.Event(AlertEventKind.Raised)).Defer;

        var morning = new NotificationPolicy(House(Ms("2026-05-02T07:00:00Z"), Dry)).Decide([], deferred);

        Assert.Equal(deferred, morning.Notify);
    }

    [Fact]
    public void Decide_RecoveredInQuietHours_DropsBoth()
    {
        var deferred = Decide(House(Night, Dry), Dry.Event(AlertEventKind.Raised)).Defer;
        var over = Dry with { RecoveredAt = Night + 5 };

        var decision = new NotificationPolicy(House(Night, over)).Decide(
            [over.Event(AlertEventKind.Recovered, at: Night + 5)], deferred);

        Assert.Empty(decision.Notify.Concat(decision.Defer));
    }

    [Fact]
    public void Decide_RecoveredInQuietHoursAfterItWasTold_TellsInTheMorning()
    {
        var over = Dry with { RecoveredAt = Night };
        var recovered = over.Event(AlertEventKind.Recovered, at: Night);
        var told = new NotifiedAlert(Dry.Id, Everything.Id, AlertSeverity.Warning);

        var night = Decide(House(Night, over) with { Notified = [told] }, recovered);
        var morning = new NotificationPolicy(House(Ms("2026-05-02T07:00:00Z"), over) with { Notified = [told] }).Decide(
            [], night.Defer);

        Assert.Equal([recovered], night.Defer.Select(one => one.Event));
        Assert.Empty(night.Forget);
        Assert.Equal([recovered], morning.Notify.Select(one => one.Event));
        Assert.Equal([told], morning.Forget);
    }

    [Fact]
    public void Decide_OneOfTwoPeopleIsAwake_Tells()
    {
        var bob = Ada with { Id = "h-bob", Quiet = null };

        Assert.Single(
            Decide(House(Night, Dry) with { People = [Ada, bob], Channels = [Everything] },
                Dry.Event(AlertEventKind.Raised)).Notify);
    }

    [Fact]
    public void Decide_SnoozedMutedAcknowledgedOrGone_TellsNobody()
    {
        var raised = Dry.Event(AlertEventKind.Raised);

        Assert.Single(Decide(House(Noon, Dry with { SnoozedUntil = Noon + 1 }), raised).Defer);
        Assert.Empty(All(Decide(House(Noon, Dry with { AcknowledgedAt = Noon }), raised)));
        Assert.Empty(All(Decide(House(Noon, Dry) with { Plants = Of(Fern with { MutedUntil = Noon + 1 }) }, raised)));
        Assert.Empty(All(Decide(House(Noon, Dry) with { Plants = new Dictionary<string, Plant>() }, raised)));
        Assert.Empty(All(Decide(House(Noon, Dry) with { Channels = [Everything with { Enabled = false }] }, raised)));
    }

    [Fact]
    public void Decide_EscalatedAfterItWasAcknowledged_Tells() => Assert.NotEmpty(Decide(
        House(Noon, Dry with { AcknowledgedAt = Noon }),
        Dry.Event(AlertEventKind.Escalated, at: Noon + 1, severity: AlertSeverity.Critical)).Notify);

    [Fact]
    public void Decide_AlertShowsItsEndBeforeTheEventIsSeen_StillTellsItThen()
    {
        var over = Dry with { EscalatedAt = Noon + 1, RecoveredAt = Noon + 2 };
        var house = House(Noon, over) with { Notified = [new NotifiedAlert(Dry.Id, Everything.Id, AlertSeverity.Warning)] };

        var before = Decide(house, over.Event(AlertEventKind.Escalated, at: Noon + 1, severity: AlertSeverity.Critical));
        var after = Decide(house, over.Event(AlertEventKind.Recovered, at: Noon + 2));

        Assert.Empty(before.Forget.Select(notified => notified.Id).Concat(before.Notify.Select(one => one.Id)));
        Assert.Single(after.Notify);
    }

    [Fact]
    public void Decide_RuleWhoseEndIsNoNews_SaysNothingOfIt()
    {
        var change = TestAlerts.Alert(Fern, new AlertRule("soil_moisture.change", RuleKind.FastChange, "soil_moisture")) with
        {
            RecoveredAt = Noon,
        };
        var house = House(Noon, change) with { Notified = [new NotifiedAlert(change.Id, Everything.Id, AlertSeverity.Warning)] };

        var decision = Decide(house, change.Event(AlertEventKind.Recovered));

        Assert.Empty(decision.Notify);
        Assert.Single(decision.Forget);
    }

    private static Decision Decide(NotificationContext house, params AlertEvent[] events) =>
        new NotificationPolicy(house).Decide(events, []);

    private static IEnumerable<DeferredEvent> All(Decision decision) => decision.Notify.Concat(decision.Defer);

    private static NotificationContext House(long now, Alert alert) => new()
    {
        Now = now, Channels = [Everything, Urgent], People = [Ada], Plants = Of(Fern), Notified = [],
        Alerts = new Dictionary<string, Alert> { [alert.Id] = alert },
    };

    private static Dictionary<string, Plant> Of(Plant plant) => new() { [plant.Id] = plant };

    private static Channel Channel(string id, AlertSeverity least) => new()
    {
        Id = id, Kind = "webhook", Name = id, LeastSeverity = least, Enabled = true, CreatedAt = 0,
        Fields = new Dictionary<string, string>(), };

    private static long Ms(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
