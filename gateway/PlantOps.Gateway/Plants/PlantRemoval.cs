using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Operations.Requests;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// Removes a plant with all that is its own: journal, photo, alerts and what rules remember of it, in one transaction. That
/// says too which readings are to go, which takes longer.
/// </summary>
internal sealed class PlantRemoval(PlantStore plants, PlantViews views, IRecords records, ReadingRemovals removals, TimeProvider time)
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
        .. Under(RecordSet.PlantJournal, RecordRange.Under($"{id}/"), _ => true),

        // Their ids begin with a time, and have the plant behind it.
        .. Under(RecordSet.Alerts, RecordRange.All, record => record.Contains($".{id}.", StringComparison.Ordinal)),
        .. Under(RecordSet.AlertEvents, RecordRange.All, record => record.Contains($".{id}.", StringComparison.Ordinal)),
    ];

    private IEnumerable<RecordChange> Under(RecordSet set, RecordRange range, Func<string, bool> isItsOwn) =>
        records.Read(set, range).Where(record => isItsOwn(record.Id)).Select(record => new RecordChange(set, record.Id, null, null));
}
