using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Plants;

/// <summary>Plants of which nobody wants to hear for a while.</summary>
internal static class MuteApi
{
    /// <summary>A year: for longer than that there is giving it up.</summary>
    public const double MaxHours = 366 * 24;

    private const string Route = "/{id}/mute";

    public static void MapMute(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapPut(Route, Mute).Needs(rights.Own).Audited("plant.mute")
            .WithSummary("Tells nobody of a plant's alerts for some hours. They are raised and kept all the same.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapDelete(Route, Unmute).Needs(rights.Own).Audited("plant.unmute")
            .WithSummary("Tells of a plant's alerts again.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<PlantView>, ValidationProblem, ProblemHttpResult> Mute(
        string id, HoursRequest request, HttpContext context, PlantChanges changes, TimeProvider time)
    {
        if (request.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        var until = (time.GetUtcNow() + TimeSpan.FromHours(request.Hours!.Value)).ToUnixTimeMilliseconds();
        var (plant, refusal) = changes.Mute(id, context, until);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Unmute(string id, HttpContext context, PlantChanges changes)
    {
        var (plant, refusal) = changes.Mute(id, context, null);
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }
}

/// <summary>For how long.</summary>
internal sealed class HoursRequest
{
    /// <summary>More than 0, up to 8784, a year.</summary>
    public double? Hours { get; init; }

    public Dictionary<string, string[]>? Check() => Hours is > 0 and <= MuteApi.MaxHours
        ? null
        : new Dictionary<string, string[]> { ["hours"] = [$"It is not more than 0 and up to {MuteApi.MaxHours}."] };
}
