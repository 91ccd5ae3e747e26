using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// Removes a plant with all that is its own: journal, photo, alerts and what rules remember of it, in one transaction. That
/// says too which readings are to go, which takes longer.
/// </summary>
internal sealed class PlantRemoval(
    PlantStore plants, PlantViews views, IEnumerable<IPlantRecords> records, ReadingRemovals removals, TimeProvider time)
{
    /// <returns>The plant as it was, or why it was not removed.</returns>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Remove(string id, HttpRequest request)
    {
        if (plants.Find(id) is not { } plant) return (null, PlantsApi.NoSuchPlant(id));
        if (EntityVersion.Check(request, plant.Version, out _) is { } refusal) return (null, refusal);
        var view = views.Of(plant.Value);
        var readings = ReadingRemoval.Of(plant.Value, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!plants.TryCommit([plants.Delete(plant), .. records.SelectMany(set => set.Removed(id)), removals.Add(readings)]))
            return (null, EntityVersion.Changed());
        removals.Wake();
        return (view, null);
    }
}
