using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Where what rules remember lives, by plant.</summary>
internal sealed class PlantStateStore(IRecords records)
{
    private readonly RecordsOf<PlantState> _states = new(records, RecordSet.AlertStates, GatewayJson.Default.PlantState);

    public IReadOnlyList<Kept<PlantState>> All => _states.Read(RecordRange.All);

    /// <summary>Where what is there cannot be read, the rules begin anew.</summary>
    public Kept<PlantState>? Find(string plantId) => _states.FindOr(plantId, new PlantState());

    public RecordChange Put(string plantId, PlantState state, long expected) => _states.Put(plantId, state, expected);

    /// <summary>Makes all changes in one transaction, or none where somebody else was faster.</summary>
    public bool TryCommit(IReadOnlyList<RecordChange> changes) => records.TryCommit(changes);
}
