using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>What is held and what was told, and the transaction that carries a decision out.</summary>
internal sealed class DecisionStore(IRecords records, AlertStore alerts, DeliveryStore deliveries)
{
    private readonly RecordStore<DeferredEvent> _held = new(records, RecordSet.HeldEvents, NotificationRecordsJson.Default.DeferredEvent);
    private readonly RecordStore<NotifiedAlert> _told = new(records, RecordSet.ToldAlerts, NotificationRecordsJson.Default.NotifiedAlert);
    private readonly RecordStore<LastDigest> _digests = new(records, RecordSet.Digests, NotificationRecordsJson.Default.LastDigest);

    public IReadOnlyList<Versioned<DeferredEvent>> Held => _held.Read(RecordRange.All);

    public IEnumerable<NotifiedAlert> ToldOf(string alert) => _told.Read(RecordRange.Under(alert + "/")).Select(told => told.Value);

    public Versioned<LastDigest>? LastDigest(string person) => _digests.Find(person);

    /// <summary>
    /// Takes events out of what nobody has decided about, and puts what was decided in their place, all of it or nothing.
    /// </summary>
    /// <returns><see langword="false"/> where another gateway was faster.</returns>
    public bool TryCarryOut(IReadOnlyList<Versioned<AlertEvent>> events, IReadOnlyList<Versioned<DeferredEvent>> held, Decision decision, IEnumerable<Delivery> added)
    {
        var stays = decision.Hold.Select(one => one.Id).ToHashSet();
        var was = held.Select(one => one.Id).ToHashSet();
        var remembered = decision.Remember.ToDictionary(told => told.Id);
        return records.TryCommit(
        [
            .. events.Select(alerts.Told),
            .. held.Where(one => !stays.Contains(one.Id)).Select(one => _held.Delete(one.Id, one.Version)),
            .. decision.Hold.Where(one => !was.Contains(one.Id)).Select(one => _held.Put(one.Id, one, expected: 0)),
            .. decision.Forget.Where(told => !remembered.ContainsKey(told.Id)).Select(told => _told.Delete(told.Id)),
            .. remembered.Values.Select(told => _told.Put(told.Id, told)),
            .. added.Select(deliveries.Add),
        ]);
    }

    /// <summary>Forgets what was told of alerts that are not there any more, or ended before a time without a word.</summary>
    public void Prune(long before)
    {
        var gone = _told.Read(RecordRange.All)
            .Where(told => alerts.Find(told.Value.AlertId) is not { } alert || alert.Value.RecoveredAt < before)
            .Select(told => _told.Delete(told.Id))
            .ToList();
        if (gone.Count > 0) records.TryCommit(gone);
    }

    /// <summary>Notes that a person's digest of a day is done, with what goes out for it.</summary>
    public bool TryDigest(string person, DateOnly day, long? version, IEnumerable<Delivery> added) => records.TryCommit(
        [_digests.Put(person, new LastDigest(day), version ?? 0), .. added.Select(deliveries.Add)]);
}

/// <summary>The day of a person's latest digest.</summary>
internal sealed record LastDigest(DateOnly Day);
