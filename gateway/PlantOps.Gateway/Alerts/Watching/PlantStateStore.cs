using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Where what rules remember lives, by plant.</summary>
internal sealed class PlantStateStore(IRecords records)
{
    private readonly RecordStore<PlantState> _states = new(records, RecordSet.AlertStates, AlertsJson.Default.PlantState);

    public IReadOnlyList<Versioned<PlantState>> All => _states.Read(RecordRange.All);

    /// <summary>Where what is there cannot be read, the rules begin anew.</summary>
    public Versioned<PlantState>? Find(string plantId) => _states.FindOr(plantId, new PlantState());

    /// <summary>Those that there are of some plants. Where what is there cannot be read, the rules begin anew.</summary>
    public IEnumerable<Versioned<PlantState>> Find(IReadOnlyCollection<string> plantIds) =>
        records.Find(RecordSet.AlertStates, plantIds).Select(record => _states.ReadOr(record, new PlantState()));

    public RecordChange Put(string plantId, PlantState state, long expected) => _states.Put(plantId, state, expected);

    /// <summary>Makes all changes in one transaction, or none where somebody else was faster.</summary>
    public bool TryCommit(IReadOnlyList<RecordChange> changes) => records.TryCommit(changes);
}
