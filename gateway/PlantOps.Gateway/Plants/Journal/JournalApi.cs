using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Journal;

/// <summary>What was done to a plant.</summary>
internal static class JournalApi
{
    private const string Route = "/{id}/journal";

    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Plants"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights)
    {
        plants.MapGet(Route, Read).Needs(rights.Read).WithSummary("A plant's journal, newest first.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapPost(Route, Write).Needs(rights.Care).WithSummary("Notes what was done to a plant, or seen.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plants.MapDelete(Route + "/{entry}", Remove).Needs(rights.Care).Audited("journal.remove").WithSummary("Removes an entry.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<Page<JournalEntryView>>, ValidationProblem, ProblemHttpResult> Read(
        string id, [AsParameters] PageQuery query, PlantStore plants, PlantJournal journal)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        if (plants.Find(id) is null) return PlantsApi.NoSuchPlant(id);
        var entries = journal.Read(query.Descending(PlantJournal.Of(id)));
        return TypedResults.Ok(query.Cut(entries, entry => JournalEntryView.Of(entry.Value)));
    }

    private static Results<Created<JournalEntryView>, ValidationProblem, ProblemHttpResult> Write(
        string id, JournalRequest request, HttpContext context, PlantStore plants, PlantJournal journal)
    {
        if (plants.Find(id) is null) return PlantsApi.NoSuchPlant(id);
        if (request.Check(journal.Now) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var entry = journal.Write(id, request, context.Principal().Name);
        return TypedResults.Created($"{PlantsApi.Path}/{id}/journal/{entry.Id}", JournalEntryView.Of(entry));
    }

    private static Results<NoContent, ProblemHttpResult> Remove(string id, string entry, PlantJournal journal) =>
        journal.Remove(id, entry)
            ? TypedResults.NoContent()
            : Missing.Of($"There is no entry '{entry}' in the journal of '{id}'.");
}

/// <summary>What was done, and when.</summary>
internal sealed class JournalRequest
{
    public const int MaxText = 2000;
    public const int MaxAmountMl = 100_000;

    /// <summary><c>watered</c>, <c>fertilised</c>, <c>repotted</c>, <c>pruned</c>, <c>treated</c> or <c>note</c>.</summary>
    public JournalKind? Kind { get; init; }

    /// <summary>When, Unix milliseconds UTC; now by default.</summary>
    public long? At { get; init; }

    /// <summary>Up to 2000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>How much water, 1 to 100000 millilitres; of a watering.</summary>
    public int? AmountMl { get; init; }

    /// <summary>Which advice of its care plan was followed; the plan's own request says it.</summary>
    [JsonIgnore]
    public string? Care { get; init; }

    public Dictionary<string, string[]> Check(long now)
    {
        var errors = new Dictionary<string, string[]>();
        if (Kind is null) errors["kind"] = ["It is missing: watered, fertilised, repotted, pruned, treated or note."];
        if (Kind == JournalKind.Note && string.IsNullOrWhiteSpace(Text)) errors["text"] = ["A note needs one."];
        if (Text?.Length > MaxText) errors["text"] = [$"It is longer than {MaxText} characters."];
        else if (Text is not null && !PrintableText.IsText(Text, MaxText))
            errors["text"] = ["It has characters that cannot be seen."];
        if (AmountMl is < 1 or > MaxAmountMl) errors["amount_ml"] = [$"It is not from 1 to {MaxAmountMl} millilitres."];
        else if (AmountMl is not null && Kind != JournalKind.Watered) errors["amount_ml"] = ["Only a watering has one."];
        if (At is { } at && (at < 0 || at > now + Limits.MaxClockAhead)) errors["at"] = ["It is not a time until now."];
        return errors;
    }
}
