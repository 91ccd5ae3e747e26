using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Replay;

/// <summary>What the rules would have said.</summary>
internal static class ReplayApi
{
    private const long MaxDays = 3 * 366;

    public static void MapReplay(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PlantsApi.Path + "/{id}/replay/count", Count)
            .WithTags("Alerts")
            .WithSummary("How many alerts `replay` would show, by rule.")
            .WithDescription("With `rule`, that one alone; with `warning` and `critical`, as if these were its limits.")
            .RequireAuthorization(AccessPolicies.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);
        MapRun(routes);
    }

    private static void MapRun(IEndpointRouteBuilder routes) => routes
        .MapGet(PlantsApi.Path + "/{id}/replay", Run)
        .WithTags("Alerts")
        .WithSummary(
            "The alerts that a plant's rules, as they are now, would have raised in the past; up to three years at once.")
        .WithDescription(
            "Readings that came late are judged as if they had come in time. Rules about signal, battery and lost "
                + "readings say nothing of the past.")
        .RequireAuthorization(AccessPolicies.Read)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<Ok<AlertView[]>, ValidationProblem, ProblemHttpResult> Run(
        string id, [AsParameters] ReplayQuery query, PlantStore plants, AlertReplay replay, CancellationToken cancellationToken)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        var (from, to) = RangeOf(query, replay.Now, out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var alerts = replay.Run(plant.Value, from, to, cancellationToken);
        return TypedResults.Ok(alerts.Select(alert => AlertView.Of(alert, plant.Value.Name)).ToArray());
    }

    private static Results<Ok<ReplayCount>, ValidationProblem, ProblemHttpResult> Count(
        string id, [AsParameters] ReplayQuery query, string? rule, double? warning, double? critical, PlantStore plants,
        RuleChanges changes, AlertReplay replay, CancellationToken cancellationToken)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        var (from, to) = RangeOf(query, replay.Now, out var errors);
        if (rule is null && (warning ?? critical) is not null) errors["rule"] = ["It is missing: limits are those of a rule."];
        if (rule is not null && !RuleBook.Ids.Contains(rule)) errors["rule"] = [$"There is no rule '{rule}'."];
        var tried = new RuleChangeMessage { Warning = warning, Critical = critical };
        if (errors.Count == 0 && rule is not null) errors = changes.Check(id, rule, tried);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var isTried = rule is not null && (warning ?? critical) is not null;
        var judged = isTried ? RuleChanges.With(plant.Value, rule!, tried.ToChange()) : plant.Value;
        var alerts = replay.Run(judged, from, to, cancellationToken, rule);
        return TypedResults.Ok(new ReplayCount
        {
            From = from, To = to, Alerts = alerts.Count, Rules = alerts.CountBy(alert => alert.Rule.Id).ToDictionary(),
        });
    }

    private static (long From, long To) RangeOf(ReplayQuery query, long now, out Dictionary<string, string[]> errors)
    {
        var range = TelemetryQuery.Parse(new TelemetryParameters { From = query.From, To = query.To }, now, out errors);
        if (errors.Count == 0 && range.To - range.From > MaxDays * 24 * 60 * 60 * 1000)
            errors["from"] = [$"It is more than {MaxDays} days before 'to'."];
        return (range.From, Math.Min(range.To, now));
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

/// <summary>How often a plant's rules would have raised an alert.</summary>
internal sealed class ReplayCount
{
    /// <summary>Unix milliseconds UTC.</summary>
    public required long From { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long To { get; init; }

    /// <summary>In all.</summary>
    public required int Alerts { get; init; }

    /// <summary>By rule; those that would have raised none are left out.</summary>
    public required IReadOnlyDictionary<string, int> Rules { get; init; }
}
