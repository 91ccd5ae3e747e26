using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>
/// Turns what rules say into changes of alerts, and into the words to be said of them, all for one transaction.
/// </summary>
internal sealed class AlertRecorder(AlertStore alerts, AlertEvidence evidence)
{
    /// <summary>Adds the changes that outcomes make.</summary>
    /// <param name="plant">Whose outcomes they are.</param>
    /// <param name="outcomes">In the order in which they happened.</param>
    /// <param name="pace">What is expected of its device.</param>
    /// <param name="changes">Gets the changes.</param>
    /// <returns>What happened, also what nobody needs to be told.</returns>
    public IReadOnlyList<AlertEvent> Enter(Plant plant, IReadOnlyList<Outcome> outcomes, Pace pace, List<RecordChange> changes)
    {
        var touched = new Dictionary<string, (Alert Alert, long Version)>();
        var (events, told) = (new List<AlertEvent>(), new List<AlertEvent>());
        foreach (var outcome in outcomes)
        {
            var id = AlertWriting.IdOf(plant.Id, outcome);
            if (Touch(plant, outcome, pace, touched) is not { } entry) continue;
            touched[id] = entry;
            if (AlertWriting.Happened(plant.Id, outcome) is { } happened) events.Add(happened);
            if (AlertWriting.EventOf(plant.Id, outcome) is { } word) told.Add(word);
        }

        changes.AddRange(touched.Values.SelectMany(entry => alerts.Put(entry.Alert, entry.Version)));
        changes.AddRange(told.Select(alerts.Add));
        return events;
    }

    /// <summary>Adds the changes that end alerts without a word: nobody watches for them any more.</summary>
    public void Close(string plantId, IEnumerable<(string Rule, long RaisedAt)> abandoned, long now, List<RecordChange> changes)
    {
        foreach (var (rule, raisedAt) in abandoned)
        {
            if (alerts.Find(Alert.IdOf(raisedAt, plantId, rule)) is not { } alert) continue;
            changes.AddRange(alerts.Put(alert.Value with { RecoveredAt = now }, alert.Version));
        }
    }

    private (Alert Alert, long Version)? Touch(
        Plant plant, in Outcome outcome, Pace pace, Dictionary<string, (Alert Alert, long Version)> touched)
    {
        if (outcome.Kind == AlertEventKind.Raised)
        {
            var raised = AlertWriting.Raised(plant.Id, outcome);
            return (plant.Watched is { } watch ? raised with { Readings = evidence.Of(watch.Stream, outcome, pace) } : raised, 0);
        }

        var id = AlertWriting.IdOf(plant.Id, outcome);
        if (!touched.TryGetValue(id, out var entry))
        {
            if (alerts.Find(id) is not { } kept) return null;
            entry = (kept.Value, kept.Version);
        }

        return (AlertWriting.Changed(entry.Alert, outcome), entry.Version);
    }
}
