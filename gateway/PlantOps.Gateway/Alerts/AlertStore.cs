using System.Globalization;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>Where alerts live, and what is still to be told of them.</summary>
internal sealed class AlertStore(IRecords records)
{
    private const int ReadAtOnce = 200;
    private const int MaxRemovedAtOnce = 500;

    // Behind it in the id of a recovery is the alert's.
    private const int TimeDigits = 14;

    private readonly RecordStore<Alert> _alerts = new(records, RecordSet.Alerts, AlertsJson.Default.Alert);
    private readonly RecordStore<AlertEvent> _events = new(records, RecordSet.AlertEvents, AlertsJson.Default.AlertEvent);

    public Versioned<Alert>? Find(string id) => _alerts.Find(id);

    public IReadOnlyList<Versioned<Alert>> Read(RecordRange range) => _alerts.Read(range);

    /// <summary>Those that have not ended, in no order; <see langword="null"/> where only reading all would tell.</summary>
    public IReadOnlyList<Versioned<Alert>>? Unended() =>
        records.UnendedAlerts() is { } some ? [.. some.Select(_alerts.Read).OfType<Versioned<Alert>>()] : null;

    /// <summary>Those that ended after a time, in Unix milliseconds UTC.</summary>
    public IEnumerable<Alert> RecoveredSince(long time) => records
        .Read(RecordSet.AlertRecoveries, new RecordRange(TimeOf(time + 1), RecordRange.All.Last))
        .Select(recovery => Find(recovery.Id[(TimeDigits + 1)..])?.Value)
        .OfType<Alert>();

    /// <summary>Removes those that ended before a time, in Unix milliseconds UTC; how many.</summary>
    public int RemoveEndedBefore(long time)
    {
        var removed = 0;
        var range = RecordRange.All.Before(TimeOf(time));
        for (var more = true; more;)
        {
            // An alert was raised before it ended, and one that goes on stays, however old.
            var some = _alerts.Read(range with { Limit = MaxRemovedAtOnce });
            var ended = some.Where(alert => alert.Value.RecoveredAt < time).ToList();
            if (ended.Count > 0) records.TryCommit([.. ended.Select(alert => _alerts.Delete(alert.Id))]);
            removed += ended.Count;
            more = some.Count == MaxRemovedAtOnce;
            if (more) range = range with { First = some[^1].Id + " " };
        }

        RemoveRecoveriesBefore(time);
        return removed;
    }

    /// <summary>Changes that remove every alert of a plant, and what is still to be told of them.</summary>
    public IEnumerable<RecordChange> RemovalOf(string plantId) =>
        from set in new[] { RecordSet.Alerts, RecordSet.AlertEvents, RecordSet.AlertRecoveries }
        from id in Ids(set)
        where id.Contains($".{plantId}.", StringComparison.Ordinal)
        select new RecordChange(set, id, null, null);

    /// <summary>All alerts from before another one, read a few at a time.</summary>
    public IEnumerable<Versioned<Alert>> NewestFirst(string? before)
    {
        for (var range = before is null ? RecordRange.All : RecordRange.All.Before(before); ;)
        {
            var some = _alerts.Read(range with { Backwards = true, Limit = ReadAtOnce });
            foreach (var alert in some) yield return alert;
            if (some.Count < ReadAtOnce) yield break;
            range = RecordRange.All.Before(some[^1].Id);
        }
    }

    /// <summary>
    /// Changes an alert, whatever else changes it at the same time; <see langword="null"/> where there is none.
    /// </summary>
    public Alert? Change(string id, Func<Alert, Alert> change)
    {
        while (Find(id) is { } kept)
        {
            var changed = change(kept.Value);
            if (records.TryCommit([.. Put(changed, kept.Version)])) return changed;
        }

        return null;
    }

    /// <summary>What nobody has decided about yet, oldest first.</summary>
    public IReadOnlyList<Versioned<AlertEvent>> PendingEvents(int limit) => _events.Read(RecordRange.All with { Limit = limit });

    /// <summary>A change that takes an event out of the pending ones, for the transaction that decides about it.</summary>
    public RecordChange RemovePending(Versioned<AlertEvent> pending) => _events.Delete(pending.Id, pending.Version);

    /// <summary>Changes that put it there; where it has ended, also by the time of its end.</summary>
    public IEnumerable<RecordChange> Put(Alert alert, long? expected)
    {
        yield return _alerts.Put(alert.Id, alert, expected);
        if (alert.RecoveredAt is { } end)
            yield return new RecordChange(RecordSet.AlertRecoveries, $"{TimeOf(end)}.{alert.Id}", "true", null);
    }

    /// <summary>A change that adds an event, where it is not there yet.</summary>
    public RecordChange Add(AlertEvent added) => _events.Put(added.Id, added, expected: 0);

    private void RemoveRecoveriesBefore(long time)
    {
        var range = RecordRange.All.Before(TimeOf(time)) with { Limit = MaxRemovedAtOnce };
        while (records.Read(RecordSet.AlertRecoveries, range) is { Count: > 0 } some)
        {
            records.TryCommit([.. some.Select(one => new RecordChange(RecordSet.AlertRecoveries, one.Id, null, null))]);
        }
    }

    // A few at a time: the store answers others in between, and what is read is not all in memory at once.
    private IEnumerable<string> Ids(RecordSet set)
    {
        var range = RecordRange.All with { Limit = ReadAtOnce };
        while (records.Read(set, range) is { Count: > 0 } some)
        {
            foreach (var record in some) yield return record.Id;
            range = range with { First = some[^1].Id + " " };
        }
    }

    private static string TimeOf(long unixMs) => unixMs.ToString("D14", CultureInfo.InvariantCulture);
}
