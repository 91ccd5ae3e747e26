using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Plants;

/// <summary>Which device watches a plant.</summary>
internal static class PlantDeviceApi
{
    private const string Route = "/{id}/device";

    public static void MapPlantDevice(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapPut(Route, Watch).Needs(rights.Own).Audited("plant.watch")
            .WithSummary("Has a device watch a plant from now on. Each plant keeps what was measured while it was watched.")
            .WithDescription("""
                A device with several soil probes may watch a plant with each. A soil channel that watches another plant is moved, unless
                `share` says that it watches both, as in one pot or on one shelf.
                """)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        plants.MapDelete(Route, Unwatch).Needs(rights.Own).Audited("plant.unwatch")
            .WithSummary("Has no device watch a plant from now on.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static Results<Ok<PlantView>, ValidationProblem, ProblemHttpResult> Watch(
        string id, WatchRequest request, HttpContext context, PlantChanges changes, WatchMoves moves)
    {
        if (moves.Check(id, request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var (plant, refusal) = changes.Apply(id, context, kept => moves.Move(kept, request));
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }

    private static Results<Ok<PlantView>, ProblemHttpResult> Unwatch(
        string id, HttpContext context, PlantChanges changes, TimeProvider time)
    {
        var (plant, refusal) = changes.Apply(id, context, kept => kept.Unwatched(time.GetUtcNow().ToUnixTimeMilliseconds()));
        return plant is null ? refusal! : TypedResults.Ok(plant);
    }
}

/// <summary>Which device is to watch it.</summary>
internal sealed class WatchRequest
{
    public string? DeviceId { get; init; }

    /// <summary>Which of its soil channels is in the plant's pot, 1 to 16; its first or only one by default.</summary>
    public int? SoilChannel { get; init; }

    /// <summary>Whether plants that the channel watches already keep it.</summary>
    public bool? Share { get; init; }

    /// <summary>Since when it does, where it stood there before, Unix milliseconds UTC; now by default.</summary>
    public long? Since { get; init; }
}
