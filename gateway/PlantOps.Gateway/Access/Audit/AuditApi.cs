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
            .RequireAuthorization(AccessPolicies.Own);
        routes.MapGet(LocalPath, List).LocalOnly();
    }

    private static Results<Ok<Page<AuditEntryView>>, ValidationProblem> List([AsParameters] PageQuery query, AuditLog audit)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(query.Cut(audit.Read(query.Behind, query.Most + 1), AuditEntryView.Of, entry => entry.Id));
    }
}
