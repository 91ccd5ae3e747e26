using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>Browsers that wait to be let in: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class ArrivalsApi
{
    public const string LocalPath = "/local/arrivals";
    private const string Path = "/api/v1/arrivals";

    public static void MapArrivals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", List).WithSummary("Browsers that show a code and wait to be let in, the oldest first.");
        group.MapPost("/{id}/approve", Approve)
            .WithSummary("Lets in the browser that shows a code, as a person with a role. It has a session from then on.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Refuse)
            .WithSummary("Turns away the browser that shows a code.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        var local = routes.MapGroup(LocalPath).LocalOnly();
        local.MapGet("/", List);
        local.MapPost("/{id}/approve", Approve);
        local.MapDelete("/{id}", RefuseShown);
    }

    private static Ok<ArrivalView[]> List(ArrivalRegistry arrivals) =>
        TypedResults.Ok(arrivals.Waiting.Select(ArrivalView.Of).ToArray());

    private static Results<Ok<ApprovedArrival>, ValidationProblem, ProblemHttpResult> Approve(
        string id, ApprovalRequest request, ArrivalAnswers answers, HttpContext context)
    {
        if (ArrivalAnswers.Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        if (answers.Approve(id, request, context.Principal()) is not { } approved) return NobodyWaits(id);
        return TypedResults.Ok(new ApprovedArrival
        {
            Code = approved.Code, Browser = approved.Browser, Person = approved.Person!, Role = TokenRoles.Name(approved.Role),
        });
    }

    private static Results<NoContent, ProblemHttpResult> Refuse(string id, ArrivalAnswers answers, HttpContext context) =>
        answers.Refuse(id, context.Principal()) is null ? NobodyWaits(id) : TypedResults.NoContent();

    private static Results<Ok<ArrivalView>, ProblemHttpResult> RefuseShown(
        string id, ArrivalAnswers answers, HttpContext context) =>
        answers.Refuse(id, context.Principal()) is { } refused ? TypedResults.Ok(ArrivalView.Of(refused)) : NobodyWaits(id);

    private static ProblemHttpResult NobodyWaits(string code) =>
        Missing.Of($"There is no browser that waits with the code '{code}'.");
}
