using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// The alerts that go on, which are those that a plant's rules remember to have raised. They are found by what all rules
/// remember, or by the alerts that have not ended, where the store can say which these are: of very many plants that is far less.
/// </summary>
internal sealed class OpenAlerts(PlantStateStore states, AlertStore alerts)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<Versioned<Alert>> All() => alerts.Unended() is { } unended ? Of(unended) : Of(states.All);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Versioned<Alert>> Of(string plantId) => states.Find(plantId) is { } state ? Of([state]) : [];

    /// <summary>All of them, and those that ended after a time, in Unix milliseconds UTC.</summary>
    public IEnumerable<Alert> AndRecoveredSince(long time) =>
        All().Select(alert => alert.Value).Concat(alerts.RecoveredSince(time)).DistinctBy(alert => alert.Id);

    // A plant's rules may have begun anew since an alert was raised, which nobody ends then.
    private List<Versioned<Alert>> Of(IReadOnlyList<Versioned<Alert>> unended)
    {
        var plants = unended.Select(alert => alert.Value.PlantId).Distinct().ToList();
        var raised = states.Find(plants).SelectMany(Raised).ToHashSet();
        return [.. unended.Where(alert => raised.Contains(alert.Id))
            .OrderByDescending(alert => alert.Id, StringComparer.Ordinal)];
    }

    private List<Versioned<Alert>> Of(IEnumerable<Versioned<PlantState>> kept) =>
    [
        .. kept.SelectMany(Raised).Select(alerts.Find).OfType<Versioned<Alert>>()
            .OrderByDescending(alert => alert.Id, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Raised(Versioned<PlantState> plant) =>
        from rule in plant.Value.Rules
        where rule.Value.RaisedLevel > 0
        select Alert.IdOf(rule.Value.RaisedAt, plant.Id, rule.Key);
}
