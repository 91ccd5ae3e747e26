using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Operations.Requests;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// Removes a plant with all that is its own: journal, photo, alerts and what rules remember of it, in one transaction. That
/// says too which readings are to go, which takes longer.
/// </summary>
internal sealed class PlantRemoval(
    PlantStore plants, PlantViews views, IRecords records, AlertStore alerts, ReadingRemovals removals, TimeProvider time)
{
    /// <returns>The plant as it was, or why it was not removed.</returns>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Remove(string id, HttpRequest request)
    {
        if (plants.Find(id) is not { } plant) return (null, PlantsApi.NoSuchPlant(id));
        if (EntityVersion.Check(request, plant.Version, out _) is { } refusal) return (null, refusal);
        var view = views.Of(plant.Value);
        var readings = ReadingRemoval.Of(plant.Value, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!plants.TryCommit([plants.Delete(plant), .. ItsOwn(id), removals.Add(readings)])) return (null, EntityVersion.Changed());
        removals.Wake();
        return (view, null);
    }

    private IEnumerable<RecordChange> ItsOwn(string id) =>
    [
        new RecordChange(RecordSet.PlantPhotos, id, null, null),
        new RecordChange(RecordSet.AlertStates, id, null, null),
        .. records.Read(RecordSet.PlantJournal, RecordRange.Under($"{id}/")).Select(entry => new RecordChange(RecordSet.PlantJournal, entry.Id, null, null)),
        .. alerts.RemovalOf(id),
    ];
}
