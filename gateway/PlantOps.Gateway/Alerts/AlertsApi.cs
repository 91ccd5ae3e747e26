using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Alerts;

/// <summary>What was raised, and what people say to it.</summary>
internal static class AlertsApi
{
    public const string Path = "/api/v1/alerts";
    public const string LocalPath = "/local/alerts";

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(Path).WithTags("Alerts"), RouteRights.Api);
        Map(routes.MapGroup(LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder alerts, RouteRights rights)
    {
        alerts.MapGet("/", List).Needs(rights.Read).WithSummary("Alerts, the newest first.");
        alerts.MapGet("/{id}", Get).Needs(rights.Read).WithSummary("One alert.").ProducesProblem(StatusCodes.Status404NotFound);
        alerts.MapPost("/{id}/acknowledge", Acknowledge).Needs(rights.Care).Audited("alert.acknowledge")
            .WithSummary("Says that somebody looks after it: it is not told again unless it gets worse.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        alerts.MapPost("/{id}/snooze", Snooze).Needs(rights.Care).Audited("alert.snooze")
            .WithSummary("Tells nothing of it for some hours.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<Page<AlertView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, [AsParameters] AlertFilter filter, AlertStore alerts, OpenAlerts open, PlantStore plants)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        var found = filter.Open == true
            ? open.All().Where(alert => query.Behind is null || string.CompareOrdinal(alert.Id, query.Behind) < 0)
            : alerts.NewestFirst(query.Behind);
        if (filter.Plant is { } plant) found = found.Where(alert => alert.Value.PlantId == plant);
        return TypedResults.Ok(query.Cut(found, alert => AlertView.Of(alert.Value, NameOf(plants, alert.Value))));
    }

    private static Results<Ok<AlertView>, ProblemHttpResult> Get(
        string id, HttpResponse response, AlertStore alerts, PlantStore plants)
    {
        if (alerts.Find(id) is not { } alert) return NoSuchAlert(id);
        EntityVersion.Tag(response, alert.Version);
        return TypedResults.Ok(AlertView.Of(alert.Value, NameOf(plants, alert.Value)));
    }

    private static Results<Ok<AlertView>, ProblemHttpResult> Acknowledge(
        string id, HttpContext context, AlertAnswers answers, PlantStore plants) =>
        Shown(id, answers.Acknowledge(id, context.Principal().Name), plants);

    private static Results<Ok<AlertView>, ValidationProblem, ProblemHttpResult> Snooze(
        string id, HoursRequest request, AlertAnswers answers, PlantStore plants)
    {
        if (request.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        var changed = Shown(id, answers.Snooze(id, request.Hours!.Value), plants);
        return changed.Result is Ok<AlertView> ok ? ok : (ProblemHttpResult)changed.Result;
    }

    private static Results<Ok<AlertView>, ProblemHttpResult> Shown(string id, Alert? alert, PlantStore plants) =>
        alert is not null ? TypedResults.Ok(AlertView.Of(alert, NameOf(plants, alert))) : NoSuchAlert(id);

    // A plant that was removed takes its alerts along; one that is being removed now may have none.
    private static string NameOf(PlantStore plants, Alert alert) => plants.Find(alert.PlantId)?.Value.Name ?? alert.PlantId;

    private static ProblemHttpResult NoSuchAlert(string id) => Missing.Of($"There is no alert '{id}'.");
}

/// <summary>Which alerts are asked for.</summary>
internal sealed class AlertFilter
{
    /// <summary>Whether only those are listed that go on.</summary>
    [FromQuery(Name = "open")]
    public bool? Open { get; init; }

    /// <summary>Only those of this plant.</summary>
    [FromQuery(Name = "plant")]
    public string? Plant { get; init; }
}
