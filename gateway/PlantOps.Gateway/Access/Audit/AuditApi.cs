using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Operations.Requests;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>Who changed what, for owners.</summary>
internal static class AuditApi
{
    public const string LocalPath = "/local/audit";

    private const int LongestId = 64;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", List)
            .WithTags("Access")
            .WithSummary("Who changed what, the newest first.")
            .RequireAuthorization(AccessPolicies.Own);
        routes.MapGet(LocalPath, List).LocalOnly();
    }

    private static Results<Ok<Page<AuditEntry>>, ValidationProblem> List(AuditLog audit, [FromQuery] int? limit, [FromQuery] string? after)
    {
        var errors = new Dictionary<string, string[]>();
        if (limit is < 1 or > Page<AuditEntry>.MaxLimit) errors["limit"] = [$"1 to {Page<AuditEntry>.MaxLimit}."];
        if (after is not null && (after.Length is 0 or > LongestId || !after.All(c => c is > ' ' and < '\x7f'))) errors["after"] = ["What an answer gave as next."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);

        var count = limit ?? Page<AuditEntry>.DefaultLimit;
        var found = audit.Read(after, count + 1);
        return TypedResults.Ok(new Page<AuditEntry>
        {
            Items = [.. found.Take(count)],
            Next = found.Count > count ? found[count - 1].Id : null,
        });
    }
}
