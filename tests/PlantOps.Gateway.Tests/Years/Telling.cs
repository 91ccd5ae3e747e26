using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>What a household hears of its alerts by one channel that is never quiet: decided as the gateway decides it.</summary>
internal sealed class Telling(IReadOnlyList<Plant> plants)
{
    private static readonly long Batch = new NotificationOptions().BatchSeconds * 1000L;

    private static readonly Channel Channel = new()
    {
        Id = "ch-1", Kind = "webhook", Name = "Home", LeastSeverity = AlertSeverity.Warning, Enabled = true, CreatedAt = 0,
        Fields = new Dictionary<string, string>(),
    };

    private readonly Dictionary<string, Plant> _plants = plants.ToDictionary(plant => plant.Id);

    private readonly Dictionary<string, Alert> _alerts = [];
    private readonly Dictionary<string, NotifiedAlert> _notified = [];

    /// <summary>By time; what is told at once is one message.</summary>
    public IReadOnlyList<Told> Tell(IEnumerable<Alert> alerts)
    {
        var happened = alerts.SelectMany(Happened).OrderBy(one => one.Outcome.At).ToList();
        var told = new List<Told>();
        for (int first = 0, next; first < happened.Count; first = next)
        {
            next = first + 1;
            while (next < happened.Count && happened[next].Outcome.At <= happened[first].Outcome.At + Batch) next++;
            told.AddRange(Tell(happened[first..next], told.Count == 0 ? 1 : told[^1].Message + 1));
        }

        return told;
    }

    private IEnumerable<Told> Tell(List<(string PlantId, Outcome Outcome)> batch, int message)
    {
        var events = new List<AlertEvent>();
        foreach (var (plantId, outcome) in batch)
        {
            var id = AlertWriting.IdOf(plantId, outcome);
            _alerts[id] = _alerts.TryGetValue(id, out var alert)
                ? AlertWriting.Changed(alert, outcome)
                : AlertWriting.Raised(plantId, outcome);
            if (AlertWriting.EventOf(plantId, outcome) is { } one) events.Add(one);
        }

        var ids = events.Select(one => one.AlertId).Distinct().ToList();
        var decision = new NotificationPolicy(new NotificationContext
        {
            Now = batch[0].Outcome.At + Batch,
            Channels = [Channel],
            People = [],
            Plants = _plants,
            Alerts = ids.ToDictionary(id => id, id => _alerts[id]),
            Notified = [.. ids.Where(_notified.ContainsKey).Select(id => _notified[id])],
        }).Decide(events, []);
        foreach (var one in decision.Forget) _notified.Remove(one.AlertId);
        foreach (var one in decision.Remember) _notified[one.AlertId] = one;
        return decision.Notify.Select(
            one => new Told(_plants[one.Event.PlantId].Name, _alerts[one.Event.AlertId], one.Event, message));
    }

    // What an alert went through, from what was written of it.
    private static IEnumerable<(string PlantId, Outcome Outcome)> Happened(Alert alert)
    {
        var first = alert.EscalatedAt is null ? alert.Severity : AlertSeverity.Warning;
        var raised = new Outcome(
            alert.Rule, AlertEventKind.Raised, first, alert.RaisedAt, alert.Since, alert.RaisedAt, alert.Value ?? double.NaN);
        yield return (alert.PlantId, raised);
        var later = raised with { Severity = alert.Severity };
        if (alert.EscalatedAt is { } escalated)
            yield return (alert.PlantId, later with { Kind = AlertEventKind.Escalated, At = escalated });
        if (alert.RecoveredAt is { } recovered)
            yield return (alert.PlantId, later with { Kind = AlertEventKind.Recovered, At = recovered });
    }
}

/// <summary>A line that people read.</summary>
/// <param name="Plant">The plant's name.</param>
/// <param name="Alert">As it was by then.</param>
/// <param name="Event">What happened.</param>
/// <param name="Message">Lines that come together are one message.</param>
internal sealed record Told(string Plant, Alert Alert, AlertEvent Event, int Message);
