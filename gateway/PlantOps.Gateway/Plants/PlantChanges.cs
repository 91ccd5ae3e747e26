using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>Changes plants on behalf of a request: the version that it names, or whichever there is.</summary>
internal sealed class PlantChanges(
    PlantStore plants, IEnumerable<IPlantRecords> records, PlantViews views, LiveEvents live, TimeProvider time)
{
    private const int MaxAttempts = 20;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Adds a plant, with the records of other features that begin with it.</summary>
    public PlantView Add(PlantRequest request, HttpResponse response)
    {
        var plant = request.ApplyTo(new Plant { Id = PlantStore.NewId(), Name = string.Empty, CreatedAt = Now });
        plants.TryCommit([plants.Put(plant, expected: 0), .. records.SelectMany(set => set.Added(plant.Id))]);
        EntityVersion.Tag(response, 1);
        return views.Of(plant);
    }

    /// <summary>Has nobody told of a plant until a time, or told again; whoever has it before them sees that.</summary>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Mute(string id, HttpContext context, long? until)
    {
        var (plant, refusal) = Apply(id, context, kept => kept with { MutedUntil = until });
        if (plant is null) return (null, refusal);
        var answer = new LiveAnswer { PlantId = id, MutedUntil = until };
        live.Publish(LiveEventType.Answer, answer, EventsJson.Default.LiveAnswer);
        return (plant, null);
    }

    /// <summary>Makes a change, on disk when it returns.</summary>
    /// <returns>The plant as it is then, or why it was not changed.</returns>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Apply(string id, HttpContext context, Func<Plant, Plant> change) =>
        Apply(id, context, kept => (change(kept.Value), []));

    /// <summary>Makes a change together with others, all or none.</summary>
    public (PlantView? Plant, ProblemHttpResult? Refusal) Apply(
        string id, HttpContext context, Func<Versioned<Plant>, (Plant Plant, IReadOnlyList<RecordChange> More)> change)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
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
