using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Advisor.Settings;

/// <summary>Whose model is asked, and whether it answers.</summary>
internal static class AdvisorApi
{
    public const string Path = "/api/v1/advisor";
    public const string LocalPath = "/local/advisor";
    public const string Changed = "advisor.change";
    public const string WasReset = "advisor.reset";

    public static void MapAdvisorApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Advisor").RequireAuthorization(AccessPolicies.Own);
        Map(group);
        group.MapPost("/test", Test)
            .WithSummary(
                "Asks the model for a word, which counts as everything does that it is asked, and returns what came of it.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        var local = routes.MapGroup(LocalPath).LocalOnly();
        Map(local);
        local.MapPost("/test", TestOrFail);
    }

    /// <summary>As the audit log says it; never with the key.</summary>
    public static string TextOf(AdvisorView view)
    {
        var key = view.ApiKey is null ? "none" : "set";
        var who =
            $"provider={NameOf(view.Provider)}, model={view.Model}, address={view.Address}, key={key}, photos={view.Photos}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{who}, local={view.AllowLocalTargets}, day_tokens={view.DayTokens}, month_tokens={view.MonthTokens}, cost={view.MonthCost}");
    }

    /// <summary>Of a provider, on the wire.</summary>
    public static string NameOf(AdvisorProvider provider) => provider.ToString().ToLowerInvariant();

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", Get)
            .WithSummary("Whose model is asked, by what key, masked, and how much it may cost; `source` says who set that.");
        group.MapPut("/", Change).Audited(Changed, (_, answer) => new AuditSubject(null, TextOf((AdvisorView)answer!)))
            .WithSummary(
                "Changes what is sent, on every gateway of the store, over the gateway's settings. What is left out stays.")
            .WithDescription(
                """
                A key that is left out or sent back masked stays as it is; for another provider or address it is not used,
                and has to be given anew. The same goes for the leave to send photos. `null` sets a field back to its default.
                """)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/", Reset).Audited(WasReset, (_, answer) => new AuditSubject(null, TextOf((AdvisorView)answer!)))
            .WithSummary("Forgets what was set, with the key: the gateway's settings hold again.");
        group.MapGet("/models", Models)
            .WithSummary("Models that the provider has, by name. It costs nothing.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status502BadGateway);
    }

    private static Ok<AdvisorView> Get(HttpResponse response, AdvisorSetup setup)
    {
        var state = setup.State;
        EntityVersion.Tag(response, state.Version);
        return TypedResults.Ok(AdvisorView.Of(state));
    }

    private static Results<Ok<AdvisorView>, ValidationProblem, ProblemHttpResult> Change(
        AdvisorChange change, HttpContext context, AdvisorSetup setup)
    {
        if (EntityVersion.Check(context.Request, setup.State.Version, out var expected) is { } refusal) return refusal;
        var outcome = setup.Change(change, expected);
        if (outcome.Errors.Count > 0) return TypedResults.ValidationProblem(outcome.Errors);
        if (outcome.IsOutdated) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, outcome.State.Version);
        return TypedResults.Ok(AdvisorView.Of(outcome.State));
    }

    private static Ok<AdvisorView> Reset(AdvisorSetup setup) => TypedResults.Ok(AdvisorView.Of(setup.Reset()));

    private static async Task<Results<Ok<AdvisorTest>, ProblemHttpResult>> Test(
        HttpContext context, AdvisorTester tester, TimeProvider time)
    {
        try
        {
            return TypedResults.Ok(await tester.Test(context.RequestAborted));
        }
        catch (AdvisorException exception)
        {
            return AdvisorProblems.Of(exception, context, time);
        }
    }

    /// <summary>
    /// For scripts: a command that did not do what it says must fail. It is not this gateway that failed, so not a 5xx.
    /// </summary>
    private static async Task<Results<Ok<AdvisorTest>, ProblemHttpResult>> TestOrFail(
        HttpContext context, AdvisorTester tester, TimeProvider time)
    {
        var answer = await Test(context, tester, time);
        return answer.Result is Ok<AdvisorTest> { Value: { Ok: false } test }
            ? TypedResults.Problem($"It did not answer. {test.Reason}", statusCode: StatusCodes.Status424FailedDependency)
            : answer;
    }

    private static async Task<Results<Ok<AdvisorModels>, ProblemHttpResult>> Models(
        HttpContext context, AdvisorTester tester, TimeProvider time)
    {
        try
        {
            return TypedResults.Ok(new AdvisorModels { Models = await tester.Models(context.RequestAborted) });
        }
        catch (AdvisorException exception)
        {
            return AdvisorProblems.Of(exception, context, time);
        }
    }
}
