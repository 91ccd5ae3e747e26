using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary>Who is signed in with a browser: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class SessionsApi
{
    public const string LocalPath = "/local/sessions";
    private const string Path = "/api/v1/sessions";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", List).WithSummary("The browsers that are signed in: who, in what role, since when and when last used.");
        group.MapDelete("/{id}", End)
            .WithSummary("Ends a session: nobody is let in with it any more.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        var local = routes.MapGroup(LocalPath).LocalOnly();
        local.MapGet("/", List);
        local.MapDelete("/{id}", EndShown);
    }

    private static Ok<SessionView[]> List(SessionRegistry sessions) =>
        TypedResults.Ok(sessions.All.Select(SessionView.Of).ToArray());

    private static Results<NoContent, ProblemHttpResult> End(string id, SessionStart sessions, HttpContext context) =>
        sessions.End(id, context.Principal()) is null ? NoSuchSession(id) : TypedResults.NoContent();

    private static Results<Ok<SessionView>, ProblemHttpResult> EndShown(string id, SessionStart sessions, HttpContext context) =>
        sessions.End(id, context.Principal()) is { } ended ? TypedResults.Ok(SessionView.Of(ended)) : NoSuchSession(id);

    private static ProblemHttpResult NoSuchSession(string id) => Missing.Of($"There is no session '{id}'.");
}
