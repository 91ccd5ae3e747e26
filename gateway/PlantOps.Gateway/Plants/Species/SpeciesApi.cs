using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>What kinds of plants need.</summary>
internal static class SpeciesApi
{
    public const string LocalPath = "/local/species";

    private const string Path = "/api/v1/species";
    private const string One = "/{id}";
    private const int MaxNamed = 5;

    public static IServiceCollection AddSpecies(this IServiceCollection services) =>
        services.AddSingleton<SpeciesStore>().AddSingleton<SpeciesCatalogue>().AddSingleton<SpeciesChanges>();

    public static void MapSpecies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Species").RequireAuthorization(AccessPolicies.Read);
        group.MapGet("/", List)
            .WithSummary("Species by id, or by name.")
            .WithDescription(
                "With `q`, for example `q=monstra` or `q=peace lilly`, those that have such a scientific, " +
                "English, German, French or Spanish name, likeliest first; typing mistakes are forgiven and a name need not be " +
                "complete. `found_by` says which name it was, `left_out` which words are not known: then it may be another " +
                "plant. Empty where no plant of that name is known; look at `toxic_to_pets` and `toxic_to_children` of each, as "
                    + "plants share names. `limit` is 1 to 500, 50 by default; `after` is `next` of the page before.");
        group.MapGet(One, Get)
            .WithSummary("One species.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut(One, Put)
            .Audited("species.set")
            .RequireAuthorization(AccessPolicies.Own)
            .WithSummary("Makes a species, or changes one as a whole, built in or not.")
            .WithDescription(
                "What was read can be sent back with a change. Only `scientific_name` is needed; a range that is left out is " +
                "not watched. For example " +
                "`{\"scientific_name\":\"Ocimum basilicum\",\"common_names\":[\"Basil\"]," +
                "\"soil_moisture\":{\"low\":40,\"high\":85,\"critical_low\":25}}`.")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete(One, Delete)
            .Audited("species.remove")
            .RequireAuthorization(AccessPolicies.Own)
            .WithSummary("Takes a user's species away that no plant is of; of a changed built-in one the original holds again.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        routes.MapGet(LocalPath, List).LocalOnly();
        routes.MapGet(LocalPath + One, Get).LocalOnly();
        routes.MapPut(LocalPath + One, Put).Audited("species.set").LocalOnly();
        routes.MapDelete(LocalPath + One, Delete).Audited("species.remove").LocalOnly();
    }

    private static Results<Ok<Page<SpeciesView>>, ValidationProblem> List(
        string? q, [AsParameters] PageQuery query, SpeciesCatalogue species)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);

        // A ranked list goes on behind the one it ended with, a list by id also where that one is gone.
        if (string.IsNullOrWhiteSpace(q))
        {
            var all = species.All.SkipWhile(known => string.CompareOrdinal(known.Profile.Id, query.Behind) <= 0);
            return TypedResults.Ok(query.Cut(all, SpeciesMapping.View, known => known.Profile.Id));
        }

        var found = species.Matches(q);
        if (query.Behind is not null) found = found.SkipWhile(match => match.Species.Profile.Id != query.Behind).Skip(1);
        return TypedResults.Ok(query.Cut(found, SpeciesMapping.View, match => match.Species.Profile.Id));
    }

    private static Results<Ok<SpeciesView>, ProblemHttpResult> Get(string id, SpeciesCatalogue species, HttpResponse response)
    {
        if (species.Find(id) is not { } known) return NoSuchSpecies(id);
        EntityVersion.Tag(response, known.Version);
        return TypedResults.Ok(SpeciesMapping.View(known));
    }

    private static Results<Ok<SpeciesView>, Created<SpeciesView>, ValidationProblem, ProblemHttpResult> Put(
        string id, SpeciesView sent, SpeciesCatalogue species, SpeciesChanges changes, HttpContext context)
    {
        var before = species.Find(id);
        var (profile, errors) = SpeciesEditor.Read(id, sent, before?.Profile);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        if (EntityVersion.Check(context.Request, before?.Version ?? 0, out var expected) is { } refused) return refused;
        if (changes.TryPut(profile, expected) is not { } known) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, known.Version);
        var view = SpeciesMapping.View(known);
        return before is null ? TypedResults.Created($"{Path}/{id}", view) : TypedResults.Ok(view);
    }

    private static Results<Ok<RemovedSpecies>, ProblemHttpResult> Delete(
        string id, SpeciesCatalogue species, SpeciesChanges changes, HttpRequest request)
    {
        if (species.Find(id) is not { } known) return NoSuchSpecies(id);
        if (EntityVersion.Check(request, known.Version, out _) is { } refused) return refused;
        var removal = changes.Remove(known);
        if (removal.State == SpeciesRemovalState.BuiltIn) return NothingToRemove(id);
        if (removal.State == SpeciesRemovalState.InUse) return InUse(id, removal.Users);
        if (removal.State == SpeciesRemovalState.Changed) return EntityVersion.Changed();
        var original = SpeciesCatalogue.Original(id);
        return TypedResults.Ok(new RemovedSpecies
        {
            Id = id,
            Original = original is null ? null : SpeciesMapping.View(original, SpeciesOrigin.BuiltIn),
        });
    }

    private static ProblemHttpResult NoSuchSpecies(string id) =>
        Refuse($"There is no species '{id}'.", StatusCodes.Status404NotFound, ErrorCodes.NotFound);

    private static ProblemHttpResult NothingToRemove(string id) =>
        Refuse($"'{id}' is built in and as it came.", StatusCodes.Status409Conflict, ErrorCodes.BuiltIn);

    private static ProblemHttpResult InUse(string id, IReadOnlyList<string> users) => Refuse(
        $"{users.Count} plants are of '{id}' and would lose their thresholds: {string.Join(", ", users.Take(MaxNamed))}" +
        $"{(users.Count > MaxNamed ? ", …" : "")}. Give them another species first.",
        StatusCodes.Status409Conflict,
        ErrorCodes.InUse);

    private static ProblemHttpResult Refuse(string detail, int status, string code) => TypedResults.Problem(
        detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
