using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Alerts;

/// <summary>What a plant's readings tell beyond what was measured.</summary>
internal static class FiguresApi
{
    private const string Route = "/{id}/figures";

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup(PlantsApi.Path).WithTags("Plants").MapGet(Route, Get)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("What a plant's readings of the last 30 days tell: water, light and air. `null` is not known.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(PlantsApi.LocalPath + Route, Get).LocalOnly();
    }

    private static Results<Ok<PlantFiguresView>, ProblemHttpResult> Get(string id, PlantStore plants, FiguresReader reader) =>
        plants.Find(id) is { } plant ? TypedResults.Ok(PlantFiguresView.Of(reader.Of(plant.Value))) : PlantsApi.NoSuchPlant(id);
}
