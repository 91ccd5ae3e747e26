using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>Where alerts live, and what is still to be told of them.</summary>
internal sealed class AlertStore(IRecords records)
{
    private const int ReadAtOnce = 200;

    private readonly RecordsOf<Alert> _alerts = new(records, RecordSet.Alerts, GatewayJson.Default.Alert);
    private readonly RecordsOf<AlertEvent> _events = new(records, RecordSet.AlertEvents, GatewayJson.Default.AlertEvent);

    public Kept<Alert>? Find(string id) => _alerts.Find(id);

    public IReadOnlyList<Kept<Alert>> Read(RecordRange range) => _alerts.Read(range);

    /// <summary>All alerts from before another one, read a few at a time.</summary>
    public IEnumerable<Kept<Alert>> NewestFirst(string? before)
    {
        for (var range = before is null ? RecordRange.All : RecordRange.All.Before(before); ;)
        {
            var some = _alerts.Read(range with { Backwards = true, Limit = ReadAtOnce });
            foreach (var alert in some) yield return alert;
            if (some.Count < ReadAtOnce) yield break;
            range = RecordRange.All.Before(some[^1].Id);
        }
    }

    /// <summary>Changes an alert, whatever else changes it at the same time; <see langword="null"/> where there is none.</summary>
    public Alert? Change(string id, Func<Alert, Alert> change)
    {
        while (Find(id) is { } kept)
        {
            var changed = change(kept.Value);
            if (records.TryCommit([Put(changed, kept.Version)])) return changed;
        }

        return null;
    }

    /// <summary>What nobody has decided about yet, oldest first.</summary>
    public IReadOnlyList<Kept<AlertEvent>> UntoldEvents(int limit) => _events.Read(RecordRange.All with { Limit = limit });

    /// <summary>A change that takes an event out of the untold ones, for the transaction that decides about it.</summary>
    public RecordChange Told(Kept<AlertEvent> untold) => _events.Delete(untold.Id, untold.Version);

    public RecordChange Put(Alert alert, long? expected) => _alerts.Put(alert.Id, alert, expected);

    /// <summary>A change that adds an event, where it is not there yet.</summary>
    public RecordChange Add(AlertEvent added) => _events.Put(added.Id, added, expected: 0);
}
