using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Notifications.Outbox;

/// <summary>What the outbox must do on every database.</summary>
public abstract class DeliveryStoreContract(TestStore store) : IDisposable
{
    private static readonly Alert Dry = TestAlerts.Alert(TestAlerts.Plant("Fern"));

    private AlertStore Alerts => new(store.Records);

    private DeliveryStore Deliveries => new(store.Records);

    private DecisionStore Decisions => new(store.Records, Alerts, Deliveries);

    [Fact]
    public void TryCarryOut_Decision_ExchangesEventsForMessagesOnce()
    {
        store.Records.TryCommit([Alerts.Add(Dry.Event(AlertEventKind.Raised))]);
        var events = Alerts.PendingEvents(10);
        var raised = events[0].Value;
        var decision = new Decision
        {
            Notify = [new DeferredEvent("c-1", raised)],
            Defer = [new DeferredEvent("c-2", raised)],
            Forget = [],
        };
        Delivery[] messages = [New("c-1", raised)];

        Assert.True(Decisions.TryCarryOut(events, [], decision, messages));
        Assert.False(Decisions.TryCarryOut(events, [], decision, messages));
        store.Restart();

        Assert.Empty(Alerts.PendingEvents(10));
        Assert.Equal(messages[0].Id, Assert.Single(Deliveries.Open).Id);
        Assert.Equal([new DeferredEvent("c-2", raised)], Decisions.Deferred.Select(deferred => deferred.Value));
        Assert.Equal([new NotifiedAlert(Dry.Id, "c-1", AlertSeverity.Warning)], Decisions.NotifiedOf(Dry.Id));
    }

    [Fact]
    public void TryCarryOut_WhatWasHeld_IsKeptOrLetGo()
    {
        var (stays, goes) = (new DeferredEvent("c-1", Dry.Event(AlertEventKind.Raised)),
            new DeferredEvent("c-2", Dry.Event(AlertEventKind.Raised)));
        Decisions.TryCarryOut([], [], new Decision { Notify = [], Defer = [stays, goes], Forget = [] }, []);
        store.Records.TryCommit([Alerts.Add(Dry.Event(AlertEventKind.Raised))]);

        var told = new NotifiedAlert(Dry.Id, "c-9", AlertSeverity.Warning);
        Assert.True(
            Decisions.TryCarryOut([], Decisions.Deferred, new Decision { Notify = [], Defer = [stays], Forget = [told] }, []));

        Assert.Equal([stays.Id], Decisions.Deferred.Select(deferred => deferred.Id));
        Assert.Single(Alerts.PendingEvents(10));
    }

    [Fact]
    public void TryChange_TwoGatewaysClaim_OneGetsIt()
    {
        Add(New("c-1", Dry.Event(AlertEventKind.Raised)));
        var waiting = Assert.Single(Deliveries.Open);

        var first = Deliveries.TryChange(waiting, DeliveryRules.Claim(waiting.Value, "one", 5));
        var second = Deliveries.TryChange(waiting, DeliveryRules.Claim(waiting.Value, "two", 5));

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal("one", Deliveries.Open[0].Value.Claimant);
        Assert.Equal(first.Version, Deliveries.Open[0].Version);
    }

    [Fact]
    public void TryChange_Ended_IsNotOpenAnyMoreButFound()
    {
        var delivery = New("c-1", Dry.Event(AlertEventKind.Raised));
        Add(delivery);

        Deliveries.TryChange(Deliveries.Open[0], DeliveryRules.End(delivery, DeliveryState.Failed, "gone", 7));
        store.Restart();

        Assert.Empty(Deliveries.Open);
        var found = Deliveries.Find(delivery.Id)!;
        Assert.Equal((DeliveryState.Failed, "gone", 7), (found.State, found.Reason, found.EndedAt));
        Assert.Equal((delivery.Message.Title, delivery.Message.Body, delivery.Events[0]),
            (found.Message.Title, found.Message.Body, found.Events[0]));
    }

    [Fact]
    public void Newest_OpenAndEnded_ArePagedTogether()
    {
        for (var at = 1; at <= 7; at++)
        {
            Add(DeliveryStore.New(at, "c-1", "x", new Message(Tone.Good, $"{at}", [], null), at));
            if (at % 2 == 0)
                Deliveries.TryChange(
                    Deliveries.Open[^1], DeliveryRules.End(Deliveries.Open[^1].Value, DeliveryState.Sent, null, at));
        }

        var first = Deliveries.Newest(null, 3);
        var second = Deliveries.Newest(first[^1].Id, 3);
        var third = Deliveries.Newest(second[^1].Id, 3);

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], first.Concat(second).Concat(third).Select(one => one.Message.Title));
    }

    [Fact]
    public void Prune_OldOnes_LetsGoOfWhatHasEnded()
    {
        foreach (var at in new[] { 1_000, 2_000, 3_000 })
            Add(DeliveryStore.New(at, "c-1", "x", new Message(Tone.Good, $"{at}", [], null), at));
        foreach (var one in Deliveries.Open.Where(one => one.Value.CreatedAt != 1_000))
            Deliveries.TryChange(one, DeliveryRules.End(one.Value, DeliveryState.Sent, null, 5));

        Deliveries.Prune(3_000);

        Assert.Equal(["3000", "1000"], Deliveries.Newest(null, 9).Select(one => one.Message.Title));
    }

    [Fact]
    public void TryDigest_SameDayTwice_PutsOneOnItsWay()
    {
        var day = new DateOnly(2026, 5, 1);
        Assert.True(Decisions.TryDigest("h-1", day, null, []));
        var last = Decisions.LastDigest("h-1")!;
        var digest = DeliveryStore.New(5, "c-1", "digest", new Message(Tone.Good, "t", [], null), 5);

        Assert.True(Decisions.TryDigest("h-1", day.AddDays(1), last.Version, [digest]));
        Assert.False(Decisions.TryDigest("h-1", day.AddDays(1), last.Version, [digest]));

        Assert.Single(Deliveries.Open);
        Assert.Equal(day.AddDays(1), Decisions.LastDigest("h-1")!.Value.Day);
    }

    [Fact]
    public void Prune_AlertsThatAreGone_ForgetsWhatWasToldOfThem()
    {
        var gone = TestAlerts.Alert(TestAlerts.Plant("Ivy"));
        var over = TestAlerts.Alert(TestAlerts.Plant("Aloe")) with { RecoveredAt = 99 };
        store.Records.TryCommit([.. Alerts.Put(Dry, 0), .. Alerts.Put(over, 0)]);
        var told = new Decision
        {
            Notify = [.. new[] { Dry, gone, over }.Select(alert => new DeferredEvent("c-1", alert.Event(AlertEventKind.Raised)))],
            Defer = [], Forget = [], };
        Decisions.TryCarryOut([], [], told, []);

        Decisions.Prune(before: 100);

        Assert.Single(Decisions.NotifiedOf(Dry.Id));
        Assert.Empty(Decisions.NotifiedOf(gone.Id));
        Assert.Empty(Decisions.NotifiedOf(over.Id));
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Delivery New(string channel, AlertEvent raised) =>
        DeliveryStore.New(channel, [raised], new Message(Tone.Warning, "Fern is dry", ["Water it."], null), TestAlerts.Now);

    private void Add(Delivery delivery) => Assert.True(store.Records.TryCommit([Deliveries.Add(delivery)]));
}

public sealed class LiteDbDeliveryStoreTests() : DeliveryStoreContract(new LiteDbTestStore());

public sealed class PostgresDeliveryStoreTests() : DeliveryStoreContract(new PostgresTestStore());
