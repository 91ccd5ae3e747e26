using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Walls;

/// <summary>Wall tablets: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class WallsApi
{
    public const string LocalPath = "/local/walls";
    private const string Path = "/api/v1/walls";

    public static void MapWalls(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own));
        Map(routes.MapGroup(LocalPath).LocalOnly());
    }

    /// <summary>What is wrong with a request, by field.</summary>
    public static Dictionary<string, string[]> Check(NewWallRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (!PrintableText.IsName(request.Name, Limits.MaxNameLength))
            errors["name"] = [$"1 to {Limits.MaxNameLength} printable characters."];
        if (request.Place is not null && !PrintableText.IsName(request.Place, WallKey.MaxPlaceLength))
            errors["place"] = [$"1 to {WallKey.MaxPlaceLength} printable characters."];
        return errors;
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List).WithSummary("Wall tablets that may look, without their keys.");
        group.MapPost("/", Create)
            .WithSummary("Lets a wall tablet look, and nothing else. Its address is in the answer this once.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapDelete("/{id}", Revoke)
            .WithSummary("Revokes a wall tablet's key, and returns whose it was: it shows nothing any more.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<WallView[]> List(WallRegistry walls) =>
        TypedResults.Ok(walls.All.Select(key => WallView.Of(key, walls.LastSeen(key))).ToArray());

    private static Results<Created<NewWall>, ValidationProblem, ProblemHttpResult> Create(
        NewWallRequest request, WallRegistry walls, HttpContext context)
    {
        if (Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        if (walls.Make(request.Name!.Trim(), request.Place?.Trim(), context.Principal()) is not var (key, secret))
        {
            return TypedResults.Problem(
                $"There are {WallRegistry.Max} wall tablets, which is as many as there can be. Revoke one that is not needed.",
                statusCode: StatusCodes.Status409Conflict);
        }

        var made = new NewWall { Id = key.Id, Name = key.Name, Place = key.Place, Path = WallRegistry.Path + secret };
        return TypedResults.Created($"{Path}/{key.Id}", made);
    }

    private static Results<Ok<WallView>, ProblemHttpResult> Revoke(string id, WallRegistry walls, HttpContext context)
    {
        // People know it by its name.
        var named = walls.All.Where(key => key.Name == id).ToList();
        if (walls.All.FirstOrDefault(key => key.Id == id) is not { } found)
        {
            if (named.Count == 0) return Missing.Of($"There is no wall tablet '{id}'.");
            if (named.Count > 1)
            {
                return TypedResults.Problem(
                    $"{named.Count} wall tablets are called '{id}'. Say which by its id: {string.Join(", ", named.Select(one => one.Id))}.",
                    statusCode: StatusCodes.Status409Conflict);
            }

            found = named[0];
        }

        var view = WallView.Of(found, walls.LastSeen(found));
        return walls.Revoke(found.Id, context.Principal()) is null
            ? Missing.Of($"There is no wall tablet '{id}'.")
            : TypedResults.Ok(view);
    }
}
