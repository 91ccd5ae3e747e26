using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>Plants, and what their owners say of them.</summary>
internal static class PlantsApi
{
    public const string Path = "/api/v1/plants";
    public const string LocalPath = "/local/plants";

    public static void MapPlants(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(LocalPath).LocalOnly(), RouteRights.Local);
    }

    /// <summary>The answer where an id names no plant.</summary>
    public static ProblemHttpResult NoSuchPlant(string id) => Missing.Of($"There is no plant '{id}'.");

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet("/", List).Needs(rights.Read)
            .WithSummary("Plants, with how they are; with `put_away=true` those too that were given up and kept.");
        plants.MapPost("/", Add).Needs(rights.Own).Audited("plant.add", (_, plant) => Named(plant)).WithSummary("Adds a plant.");
        plants.MapGet("/{id}", Get).Needs(rights.Read).WithSummary("One plant.").ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPut("/{id}", Describe).Needs(rights.Own).Audited("plant.describe", (_, plant) => Named(plant))
            .WithSummary("Describes a plant anew: name, species, place and notes. What is left out is empty from then on.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        plants.MapDelete("/{id}", Remove).Needs(rights.Own).Audited("plant.remove", (_, plant) => Named(plant))
            .WithSummary(
                "Gives a plant up: `data=keep` puts it away with its history, `data=remove` removes it with its data for ever.")
            .WithDescription(
                """
                Answers with the plant as it was. `data=remove` takes its journal, picture and alerts, and what was measured of it: the readings of the
                times in `devices`, and what they came to, as far as that soil channel watched no other plant then that is still there. Those are removed in the
                background, which takes seconds for a year. Of days of which only periods are kept, those that begin within go.
                """)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        plants.MapPost("/{id}/bring-back", BringBack).Needs(rights.Own).Audited("plant.bring_back", (_, plant) => Named(plant))
            .WithSummary("Brings a plant back that was put away. No device watches it until one is given to it.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static AuditSubject Named(object? answer) =>
        answer is PlantView plant ? new AuditSubject(plant.Id, plant.Name) : default;

    private static Results<Ok<Page<PlantView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, [FromQuery(Name = "put_away")] bool? putAway, PlantStore plants, PlantViews views)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        var wanted = plants.In(query.Ascending()).Where(plant => putAway == true || plant.Value.PutAwayAt is null);
        return TypedResults.Ok(query.Cut(wanted, plant => views.Of(plant.Value)));
    }

    private static Results<Created<PlantView>, ValidationProblem> Add(
        PlantRequest request, HttpResponse response, SpeciesCatalogue species, PlantChanges changes)
    {
        if (request.Check(species) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var plant = changes.Add(request, response);
        return TypedResults.Created($"{Path}/{plant.Id}", plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Get(
        string id, HttpResponse response, PlantStore plants, PlantViews views)
    {
        if (plants.Find(id) is not { } plant) return NoSuchPlant(id);
        EntityVersion.Tag(response, plant.Version);
        return TypedResults.Ok(views.Of(plant.Value));
    }

    private static Results<Ok<PlantView>, ValidationProblem, ProblemHttpResult> Describe(
        string id, PlantRequest request, HttpContext context, SpeciesCatalogue species, PlantStore plants, PlantChanges changes)
    {
        var kept = plants.Find(id)?.Value;
        if (request.Check(species, kept) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var (plant, refusal) = changes.Apply(id, context, request.ApplyTo);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> BringBack(string id, HttpContext context, PlantChanges changes)
    {
        var (plant, refusal) = changes.Apply(id, context, kept => kept.BroughtBack());
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ValidationProblem, ProblemHttpResult> Remove(
        string id, [FromQuery(Name = "data")] string? data, HttpContext context, PlantChanges changes, PlantRemoval removal)
    {
        if (data is not ("keep" or "remove"))
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["data"] = ["Say what becomes of its history: keep or remove."] });
        }

        var now = changes.Now;
        var (plant, refusal) = data == "keep"
            ? changes.Apply(id, context, kept => kept.PutAway(now))
            : removal.Remove(id, context.Request);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }
}
