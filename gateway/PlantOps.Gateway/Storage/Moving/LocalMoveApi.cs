using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>Moving to another store, for the command line of whoever owns the data directory.</summary>
internal static class LocalMoveApi
{
    public const string Path = "/local/store/move";

    public static void MapLocalMove(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).LocalOnly();
        // Where to, without how to get there, which may hold a password.
        group.MapPost("/", Begin).Audited("store.move", (_, answer) => new AuditSubject(null, $"to {((MoveView)answer!).To}"));
        group.MapGet("/", (MoveProgress progress) => TypedResults.Ok(progress.View));
    }

    private static Results<Ok<MoveView>, ProblemHttpResult> Begin(MoveRequest request, StoreMove move, MoveProgress progress)
    {
        if (StoreProvider.Find(request.To) is not { } provider)
        {
            var possible = string.Join(" or ", StoreProvider.All.Select(known => known.Word));
            return Refuse($"Everything can be moved to {possible}.", StatusCodes.Status400BadRequest);
        }

        var to = new StoreOptions { Provider = provider, ConnectionString = request.ConnectionString };
        if (StoreOptionsSetup.Check(to) is { } problem) return Refuse(problem, StatusCodes.Status400BadRequest);
        return move.Begin(to) is { } refusal ? Refuse(refusal, StatusCodes.Status409Conflict) : TypedResults.Ok(progress.View);
    }

    private static ProblemHttpResult Refuse(string detail, int status) => TypedResults.Problem(detail, statusCode: status);
}

/// <summary>Where to move.</summary>
internal sealed class MoveRequest
{
    /// <summary><c>postgres</c> or <c>litedb</c>.</summary>
    public required string To { get; init; }

    /// <summary>How to reach a server.</summary>
    public string? ConnectionString { get; init; }
}
