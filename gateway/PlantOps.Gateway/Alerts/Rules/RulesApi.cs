using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>What is watched at a plant, and what its owner changes of it.</summary>
internal static class RulesApi
{
    private const string Route = "/{id}/rules";

    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Alerts"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, List).Needs(rights.Read)
            .WithSummary("The rules of a plant: each with its threshold, where that comes from, and how it is.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPut(Route + "/{rule}", Set).Needs(rights.Own).Audited("rule.set", (request, _) => Subject(request))
            .WithSummary("Sets what a rule does at this plant; what is left out stays as the species or the default has it.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        plants.MapDelete(Route + "/{rule}", Reset).Needs(rights.Own).Audited("rule.reset", (request, _) => Subject(request))
            .WithSummary("Gives a rule back to the species or the default.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static AuditSubject Subject(EndpointFilterInvocationContext request) =>
        new((string?)request.HttpContext.GetRouteValue("id"), (string?)request.HttpContext.GetRouteValue("rule"));

    private static Results<Ok<IReadOnlyList<RuleView>>, ProblemHttpResult> List(string id, PlantStore plants, RuleViews views) =>
        plants.Find(id) is { } plant ? TypedResults.Ok(views.Of(plant.Value)) : PlantsApi.NoSuchPlant(id);

    private static Results<Ok<RuleView>, ValidationProblem, ProblemHttpResult> Set(
        string id, string rule, RuleChangeMessage request, HttpContext context, RuleChanges changes)
    {
        if (!RuleBook.Ids.Contains(rule)) return NoSuchRule(rule);
        if (changes.Check(id, rule, request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        return changes.Apply(id, rule, request.ToChange(), context, out var view) is { } refusal
            ? refusal
            : TypedResults.Ok(view);
    }

    private static Results<Ok<RuleView>, ProblemHttpResult> Reset(
        string id, string rule, HttpContext context, RuleChanges changes)
    {
        if (!RuleBook.Ids.Contains(rule)) return NoSuchRule(rule);
        return changes.Apply(id, rule, null, context, out var view) is { } refusal ? refusal : TypedResults.Ok(view);
    }

    private static ProblemHttpResult NoSuchRule(string rule) =>
        Missing.Of($"There is no rule '{rule}'. There are: {string.Join(", ", RuleBook.Ids)}.");
}
