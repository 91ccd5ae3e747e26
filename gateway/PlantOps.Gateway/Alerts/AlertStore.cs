using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>Where alerts live, and what is still to be told of them.</summary>
internal sealed class AlertStore(IRecords records)
{
    private readonly RecordsOf<Alert> _alerts = new(records, RecordSet.Alerts, GatewayJson.Default.Alert);
    private readonly RecordsOf<AlertEvent> _events = new(records, RecordSet.AlertEvents, GatewayJson.Default.AlertEvent);

    public Kept<Alert>? Find(string id) => _alerts.Find(id);

    public IReadOnlyList<Kept<Alert>> Read(RecordRange range) => _alerts.Read(range);

    /// <summary>What nobody has decided about yet, oldest first.</summary>
    public IReadOnlyList<Kept<AlertEvent>> UntoldEvents(int limit) => _events.Read(RecordRange.All with { Limit = limit });

    /// <summary>A change that takes an event out of the untold ones, for the transaction that decides about it.</summary>
    public RecordChange Told(Kept<AlertEvent> untold) => _events.Delete(untold.Id, untold.Version);

    public RecordChange Put(Alert alert, long? expected) => _alerts.Put(alert.Id, alert, expected);

    /// <summary>A change that adds an event, where it is not there yet.</summary>
    public RecordChange Add(AlertEvent added) => _events.Put(added.Id, added, expected: 0);
}
