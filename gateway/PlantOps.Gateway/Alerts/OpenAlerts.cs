using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>The alerts that go on, found by what each plant's rules remember: there are few of them among many.</summary>
internal sealed class OpenAlerts(PlantStateStore states, AlertStore alerts)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<Kept<Alert>> All() => Of(states.All);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Kept<Alert>> Of(string plantId) => states.Find(plantId) is { } state ? Of([state]) : [];

    private List<Kept<Alert>> Of(IEnumerable<Kept<Evaluation.PlantState>> kept) =>
    [
        .. kept
            .SelectMany(state => state.Value.Rules, (state, rule) => (Plant: state.Id, Rule: rule.Key, State: rule.Value))
            .Where(one => one.State.Told > 0)
            .Select(one => alerts.Find(Alert.IdOf(one.State.RaisedAt, one.Plant, one.Rule)))
            .OfType<Kept<Alert>>()
            .OrderByDescending(alert => alert.Id, StringComparer.Ordinal),
    ];
}
