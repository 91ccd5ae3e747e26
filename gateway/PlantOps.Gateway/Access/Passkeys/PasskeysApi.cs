using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>Who signs in with a passkey: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class PasskeysApi
{
    public const string LocalPath = "/local/passkeys";
    private const string Path = "/api/v1/passkeys";

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", List)
            .WithSummary("The passkeys that sign people in: whose, in what role, where made and when last used.");
        group.MapDelete("/{id}", Remove)
            .WithSummary("Takes a passkey away: nobody signs in with it any more. Sessions that it began go on.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        var local = routes.MapGroup(LocalPath).LocalOnly();
        local.MapGet("/", List);
        local.MapDelete("/{id}", RemoveShown);
    }

    /// <summary>Takes one away, and notes who did.</summary>
    public static Passkey? TryRemove(string id, PasskeyRegistry passkeys, AuditLog audit, HttpContext context)
    {
        var removed = passkeys.Remove(id);
        if (removed is not null)
            audit.Note(context.Principal(), "passkey.remove", removed.Id, $"{removed.Person}, {removed.Browser}");
        return removed;
    }

    private static Ok<PasskeyView[]> List(PasskeyRegistry passkeys) =>
        TypedResults.Ok(passkeys.All.Select(PasskeyView.Of).ToArray());

    private static Results<NoContent, ProblemHttpResult> Remove(
        string id, PasskeyRegistry passkeys, AuditLog audit, HttpContext context) =>
        TryRemove(id, passkeys, audit, context) is null ? NoSuchPasskey(id) : TypedResults.NoContent();

    private static Results<Ok<PasskeyView>, ProblemHttpResult> RemoveShown(
        string id, PasskeyRegistry passkeys, AuditLog audit, HttpContext context) =>
        TryRemove(id, passkeys, audit, context) is { } removed ? TypedResults.Ok(PasskeyView.Of(removed)) : NoSuchPasskey(id);

    private static ProblemHttpResult NoSuchPasskey(string id) => Missing.Of($"There is no passkey '{id}'.");
}
