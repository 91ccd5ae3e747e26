using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Care;

/// <summary>What plants need next, and what was done of it.</summary>
internal static class CareApi
{
    public const string Path = "/api/v1/care";
    public const string LocalPath = "/local/care";
    private const int Week = 7;
    private const string Route = "/{id}/care";

    public static void MapCareApi(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Care"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
        routes.MapGroup(Path).WithTags("Care").MapGet("/", Due).Needs(RouteRights.Api.Read)
            .WithSummary("What is to be done at all plants, from today on for `days` (7), the most urgent first.");
        routes.MapGet(LocalPath, Due).LocalOnly();
    }

    /// <summary>The answer where an id names no plant that has a plan.</summary>
    public static ProblemHttpResult NoPlan(string id) => Missing.Of($"There is no plant '{id}', or it was put away.");

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, Get).Needs(rights.Read)
            .WithSummary("A plant's care plan: what to do, when, why, and on which facts that rests.")
            .WithDescription(
                """
                Made by rules of its species, readings, alerts, journal,
                season and place. What is not known is not guessed: it is in `unknown`.
                Every figure in a text is one of `facts`. Texts are in the `language` that is asked for, `en` or `de`.
                Where a model was set up, `why`, the end of `summary` and the order of what is equally urgent may be its (`source`
                `advisor`); `advisor` says why not where they are the rules'. What is to be done is always the rules'.
                """)
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapGet(Route + "/history", History).Needs(rights.Read)
            .WithSummary("The care plans of a plant as they were made, newest first; the last 50 are kept.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route + "/refresh", Refresh).Needs(rights.Care)
            .WithSummary("Makes a plant's care plan anew. It is a new version only where it says something else.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route + "/items/{item}/done", Done).Needs(rights.Care)
            .WithSummary("Notes in the journal that something of a care plan was done. Sent again within minutes it is the"
                + " same entry.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Results<Ok<CarePlanView>, ValidationProblem, ProblemHttpResult> Get(
        string id, [FromQuery(Name = "language")] string? language, CarePlans plans, ICareWording wordings)
    {
        if (Check(language) is { } errors) return TypedResults.ValidationProblem(errors);
        return plans.Current(id) is { } plan
            ? TypedResults.Ok(CareMapper.View(plan, CareLanguages.Of(language), wordings))
            : NoPlan(id);
    }

    private static Results<Ok<Page<CarePlanView>>, ValidationProblem, ProblemHttpResult> History(
        string id, [FromQuery(Name = "language")] string? language, [AsParameters] PageQuery query, PlantStore plants,
        CarePlanStore store, ICareWording wordings)
    {
        if ((query.Check() ?? Check(language)) is { } errors) return TypedResults.ValidationProblem(errors);
        if (plants.Find(id) is null) return PlantsApi.NoSuchPlant(id);
        var words = CareLanguages.Of(language);
        return TypedResults.Ok(query.Cut(store.Read(query.Descending(CarePlanStore.Of(id))),
            plan => CareMapper.View(plan.Value, words, wordings)));
    }

    private static Results<Ok<CarePlanView>, ValidationProblem, ProblemHttpResult> Refresh(
        string id, [FromQuery(Name = "language")] string? language, CarePlans plans, ICareWording wordings)
    {
        if (Check(language) is { } errors) return TypedResults.ValidationProblem(errors);
        return plans.Refresh(id) is { } plan
            ? TypedResults.Ok(CareMapper.View(plan, CareLanguages.Of(language), wordings))
            : NoPlan(id);
    }

    private static Results<Ok<JournalEntryView>, ValidationProblem, ProblemHttpResult> Done(
        string id, string item, [FromQuery(Name = "language")] string? language, CareDoneRequest? request, HttpContext context,
        CarePlans plans,
        PlantJournal journal, CareDone done)
    {
        if (Check(language) is { } wrong) return TypedResults.ValidationProblem(wrong);
        request ??= new CareDoneRequest();
        if (plans.Current(id) is { } plan && plan.Items.FirstOrDefault(one => one.Id == item) is { } found
            && request.ToJournal(found, item).Check(journal.Now) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var (entry, refusal) = done.Note(id, item, request, context.Principal(), CareLanguages.Of(language));
        return entry is null ? refusal! : TypedResults.Ok(JournalEntryView.Of(entry));
    }

    private static Results<Ok<CareDueView[]>, ValidationProblem> Due(
        [FromQuery(Name = "days")] int? days, [FromQuery(Name = "language")] string? language, CareCalendar calendar,
        CarePlans plans, ICareWording wordings)
    {
        var errors = Check(language) ?? [];
        if (days is < 1 or > CareCalendar.MaxDays)
            errors["days"] = [string.Create(CultureInfo.InvariantCulture, $"It is not from 1 to {CareCalendar.MaxDays}.")];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var words = CareLanguages.Of(language);
        return TypedResults.Ok(calendar.Within(days ?? Week, plans.Current)
            .Select(due => CareMapper.View(due, words, wordings)).ToArray());
    }

    private static Dictionary<string, string[]>? Check(string? language)
    {
        var known = CareLanguages.All.Select(words => words.Language).ToList();
        return language is null || known.Contains(language)
            ? null
            : new Dictionary<string, string[]> { ["language"] = [$"It is not one of: {string.Join(", ", known)}."] };
    }
}
