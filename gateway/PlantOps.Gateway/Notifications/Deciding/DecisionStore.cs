using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>What is deferred and what was told, and the transaction that carries a decision out.</summary>
internal sealed class DecisionStore(IRecords records, AlertStore alerts, DeliveryStore deliveries)
{
    private readonly RecordStore<DeferredEvent> _deferred =
        new(records, RecordSet.DeferredEvents, NotificationRecordsJson.Default.DeferredEvent);

    private readonly RecordStore<NotifiedAlert> _notified =
        new(records, RecordSet.NotifiedAlerts, NotificationRecordsJson.Default.NotifiedAlert);

    private readonly RecordStore<LastDigest> _digests = new(
        records, RecordSet.Digests, NotificationRecordsJson.Default.LastDigest);

    public IReadOnlyList<Versioned<DeferredEvent>> Deferred => _deferred.Read(RecordRange.All);

    public IEnumerable<NotifiedAlert> NotifiedOf(string alert) =>
        _notified.Read(RecordRange.Under(alert + "/")).Select(notified => notified.Value);

    public Versioned<LastDigest>? LastDigest(string person) => _digests.Find(person);

    /// <summary>
    /// Takes events out of what nobody has decided about, and puts what was decided in their place, all of it or nothing.
    /// </summary>
    /// <returns><see langword="false"/> where another gateway was faster.</returns>
    public bool TryCarryOut(
        IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> deferred, Decision decision,
        IEnumerable<Delivery> added)
    {
        var stays = decision.Defer.Select(one => one.Id).ToHashSet();
        var was = deferred.Select(one => one.Id).ToHashSet();
        var remembered = decision.Remember.ToDictionary(notified => notified.Id);
        var forgotten = decision.Forget.Where(notified => !remembered.ContainsKey(notified.Id));
        return records.TryCommit(
        [
            .. events.Select(alerts.RemovePending),
            .. deferred.Where(one => !stays.Contains(one.Id)).Select(one => _deferred.Delete(one.Id, one.Version)),
            .. decision.Defer.Where(one => !was.Contains(one.Id)).Select(one => _deferred.Put(one.Id, one, expected: 0)),
            .. forgotten.Select(notified => _notified.Delete(notified.Id)),
            .. remembered.Values.Select(notified => _notified.Put(notified.Id, notified)),
            .. added.Select(deliveries.Add),
        ]);
    }

    /// <summary>Forgets what was told of alerts that are not there any more, or ended before a time without a word.</summary>
    public void Prune(long before)
    {
        var gone = _notified.Read(RecordRange.All)
            .Where(notified => alerts.Find(notified.Value.AlertId) is not { } alert || alert.Value.RecoveredAt < before)
            .Select(notified => _notified.Delete(notified.Id))
            .ToList();
        if (gone.Count > 0) records.TryCommit(gone);
    }

    /// <summary>Notes that a person's digest of a day is done, with what goes out for it.</summary>
    public bool TryDigest(string person, DateOnly day, long? version, IEnumerable<Delivery> added) => records.TryCommit(
        [_digests.Put(person, new LastDigest(day), version ?? 0), .. added.Select(deliveries.Add)]);
}

/// <summary>The day of a person's latest digest.</summary>
internal sealed record LastDigest(DateOnly Day);
