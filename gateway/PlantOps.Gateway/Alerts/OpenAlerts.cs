using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>The alerts that go on, found by what each plant's rules remember: there are few of them among many.</summary>
internal sealed class OpenAlerts(PlantStateStore states, AlertStore alerts)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<Versioned<Alert>> All() => Of(states.All);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Versioned<Alert>> Of(string plantId) => states.Find(plantId) is { } state ? Of([state]) : [];

    /// <summary>All of them, and those that ended after a time, in Unix milliseconds UTC.</summary>
    public IEnumerable<Alert> AndRecoveredSince(long time) =>
        All().Select(alert => alert.Value).Concat(alerts.RecoveredSince(time)).DistinctBy(alert => alert.Id);

    private List<Versioned<Alert>> Of(IEnumerable<Versioned<Evaluation.PlantState>> kept) =>
    [
        .. kept
            .SelectMany(state => state.Value.Rules, (state, rule) => (Plant: state.Id, Rule: rule.Key, State: rule.Value))
            .Where(one => one.State.RaisedLevel > 0)
            .Select(one => alerts.Find(Alert.IdOf(one.State.RaisedAt, one.Plant, one.Rule)))
            .OfType<Versioned<Alert>>()
            .OrderByDescending(alert => alert.Id, StringComparer.Ordinal),
    ];
}
