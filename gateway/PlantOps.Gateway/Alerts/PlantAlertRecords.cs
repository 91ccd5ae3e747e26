using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Alerts;

/// <summary>A plant's alerts, and what its rules remember.</summary>
internal sealed class PlantAlertRecords(AlertStore alerts, PlantStateStore states) : IPlantRecords
{
    /// <summary>What rules remember of a plant begins with it: of one that is removed nobody writes any more.</summary>
    public IEnumerable<RecordChange> Added(string plantId) => [states.Put(plantId, new PlantState(), expected: 0)];

    public IEnumerable<RecordChange> Removed(string plantId) =>
        [new RecordChange(RecordSet.AlertStates, plantId, null, null), .. alerts.RemovalOf(plantId)];
}
