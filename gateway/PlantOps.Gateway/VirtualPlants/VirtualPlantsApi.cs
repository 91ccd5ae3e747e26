using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>Plants that do not exist, for whoever has no sensor yet.</summary>
internal static class VirtualPlantsApi
{
    public const string LocalPath = "/local/virtual-plants";
    private const string Path = "/api/v1/virtual-plants";

    public static void MapVirtualPlants(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(LocalPath).LocalOnly(), RouteRights.Local);
    }

    /// <summary>Why there is not one more.</summary>
    public static ProblemHttpResult TooMany() => TypedResults.Problem(
        $"There are {VirtualPlantLimits.Max} virtual plants already. Remove one first.",
        statusCode: StatusCodes.Status409Conflict);

    private static void Map(RouteGroupBuilder group, RouteRights rights)
    {
        group.MapPost("/", Add).Needs(rights.Own)
            .WithSummary("Adds a plant that does not exist, whose virtual device this gateway runs.")
            .WithDescription($"""
                The device runs the firmware's own code and measures every {VirtualPlantLimits.IntervalS} seconds, after a restart
                of the gateway too. `virtual` marks the plant and the device. At most {VirtualPlantLimits.Max} at a time.
                """)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapDelete("/{id}", Remove).Needs(rights.Own)
            .WithSummary("Removes a virtual plant with its device and all that was measured.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<PlantView>, ValidationProblem, ProblemHttpResult>> Add(
        PlantRequest request, HttpContext context, SpeciesCatalogue species, VirtualPlantCare care, PlantViews views)
    {
        if (request.Check(species) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        return await care.AddAsync(request, context.Principal()) is { } plant
            ? TypedResults.Created($"{PlantsApi.Path}/{plant.Id}", views.Of(plant))
            : TooMany();
    }

    private static async Task<Results<Ok<PlantView>, ProblemHttpResult>> Remove(
        string id, HttpContext context, VirtualPlantCare care, PlantStore plants, PlantViews views)
    {
        var before = plants.Find(id) is { } plant ? views.Of(plant.Value) : null;
        return before is not null && await care.RemoveAsync(id, context.Request, context.Principal())
            ? TypedResults.Ok(before)
            : Missing.Of($"There is no virtual plant '{id}' that this gateway runs.");
    }
}
