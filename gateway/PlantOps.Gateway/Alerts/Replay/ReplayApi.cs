using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Replay;

/// <summary>What the rules would have said.</summary>
internal static class ReplayApi
{
    private const long MaxDays = 3 * 366;

    public static void MapReplay(this IEndpointRouteBuilder routes) => routes
        .MapGet(PlantsApi.Path + "/{id}/replay", Run)
        .WithTags("Alerts")
        .WithSummary("The alerts that a plant's rules, as they are now, would have raised in the past; up to three years at once.")
        .WithDescription("Readings that came late are judged as if they had come in time. Rules about signal, battery and lost readings say nothing of the past.")
        .RequireAuthorization(AccessPolicies.Read)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<AlertView[]>, ValidationProblem, ProblemHttpResult> Run(
        string id, [AsParameters] ReplayQuery query, PlantStore plants, AlertReplay replay, CancellationToken cancellationToken)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        var now = replay.Now;
        var range = TelemetryQuery.Parse(new TelemetryParameters { From = query.From, To = query.To }, now, out var errors);
        if (errors.Count == 0 && range.To - range.From > MaxDays * 24 * 60 * 60 * 1000)
            errors["from"] = [$"It is more than {MaxDays} days before 'to'."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var alerts = replay.Run(plant.Value, range.From, Math.Min(range.To, now), cancellationToken);
        return TypedResults.Ok(alerts.Select(alert => AlertView.Of(alert, plant.Value.Name)).ToArray());
    }
}

internal sealed class ReplayQuery
{
    /// <summary>First time, Unix ms or ISO 8601 with offset; a day before <c>to</c> by default.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Time before which to stop; now by default.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }
}
