using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>Who changed what, for owners.</summary>
internal static class AuditApi
{
    public const string LocalPath = "/local/audit";

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", List)
            .WithTags("Access")
            .WithSummary("Who changed what, the newest first.")
            .WithDescription(
                """
                With `who`, `what` or `target` only those of which all that is given is true. At most 5,000 entries are looked at for one
                answer: it may have fewer than were asked for, or none, and say in `next` where to go on.
                """)
            .RequireAuthorization(AccessPolicies.Own);
        routes.MapGet(LocalPath, List).LocalOnly();
    }

    private static Results<Ok<Page<AuditEntryView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, [AsParameters] AuditSearch search, AuditLog audit)
    {
        if ((query.Check() ?? search.Check()) is { } errors) return TypedResults.ValidationProblem(errors);
        if (!search.IsAll)
        {
            var (found, next) = audit.Search(query.Behind, query.Most, search.Matches);
            return TypedResults.Ok(new Page<AuditEntryView> { Items = [.. found.Select(AuditEntryView.Of)], Next = next });
        }

        return TypedResults.Ok(query.Cut(audit.Read(query.Behind, query.Most + 1), AuditEntryView.Of, entry => entry.Id));
    }
}
