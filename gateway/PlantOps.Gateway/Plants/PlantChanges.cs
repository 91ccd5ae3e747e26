using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Operations.Requests;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>Changes plants on behalf of a request: the version that it names, or whichever there is.</summary>
internal sealed class PlantChanges(PlantStore plants, PlantViews views)
{
    private const int MostAttempts = 20;

    /// <summary>Makes a change, on disk when it returns.</summary>
    /// <returns>The plant as it is then, or why it was not changed.</returns>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Apply(string id, HttpContext context, Func<Plant, Plant> change) =>
        Apply(id, context, kept => (change(kept.Value), []));

    /// <summary>Makes a change together with others, all or none.</summary>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Apply(
        string id, HttpContext context, Func<Kept<Plant>, (Plant Plant, IReadOnlyList<RecordChange> More)> change)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (plants.Find(id) is not { } kept) return (null, PlantsApi.NoSuchPlant(id));
            if (EntityVersion.Check(context.Request, kept.Version, out var expected) is { } refusal) return (null, refusal);
            var (plant, more) = change(kept);
            if (plants.TryCommit([plants.Put(plant, kept.Version), .. more]))
            {
                EntityVersion.Tag(context.Response, kept.Version + 1);
                return (views.Of(plant), null);
            }

            if (expected is not null) break;
        }

        return (null, EntityVersion.Changed());
    }
}
