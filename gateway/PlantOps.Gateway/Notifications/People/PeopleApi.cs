using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>People: who is told, and when they are left in peace.</summary>
internal static class PeopleApi
{
    public const string LocalPath = "/local/people";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/api/v1/people").WithTags("Notifications").RequireAuthorization(AccessPolicies.Own));
        Map(routes.MapGroup(LocalPath).LocalOnly());
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List).WithSummary("People who are told.");
        group.MapPost("/", Add).WithSummary("Adds a person, with quiet hours, a daily digest and the channels that reach them.");
        group.MapGet("/{id}", Get).WithSummary("A person; the version is in the ETag.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}", Change)
            .WithSummary("Changes a person.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/{id}", Remove)
            .WithSummary(
                "Removes a person and returns who it was. Their channels stay; what nobody has is told everything at once.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static Results<Ok<Page<PersonView>>, ValidationProblem> List([AsParameters] PageQuery query, PersonStore people)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(query.Cut(people.Read(query.Ascending()), person => PersonView.Of(person.Value)));
    }

    private static Results<Created<PersonView>, ValidationProblem> Add(
        PersonRequest request, HttpContext context, PeopleChanges changes)
    {
        if (changes.Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var added = changes.Add(request, context.Principal());
        EntityVersion.Tag(context.Response, added.Version);
        return TypedResults.Created($"/api/v1/people/{added.Id}", PersonView.Of(added.Value));
    }

    private static Results<Ok<PersonView>, ProblemHttpResult> Get(string id, HttpResponse response, PersonStore people)
    {
        if (people.Find(id) is not { } person) return NoSuchPerson(id);
        EntityVersion.Tag(response, person.Version);
        return TypedResults.Ok(PersonView.Of(person.Value));
    }

    private static Results<Ok<PersonView>, ValidationProblem, ProblemHttpResult> Change(
        string id, PersonRequest request, HttpContext context, PersonStore people, PeopleChanges changes)
    {
        if (people.Find(id) is not { } kept) return NoSuchPerson(id);
        if (EntityVersion.Check(context.Request, kept.Version, out _) is { } refusal) return refusal;
        if (changes.Check(request, kept.Value) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        if (changes.Change(kept, request, context.Principal()) is not { } changed) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, changed.Version);
        return TypedResults.Ok(PersonView.Of(changed.Value));
    }

    private static Results<Ok<PersonView>, ProblemHttpResult> Remove(
        string id, HttpContext context, PersonStore people, PeopleChanges changes)
    {
        if (people.Find(id) is not { } person) return NoSuchPerson(id);
        if (EntityVersion.Check(context.Request, person.Version, out _) is { } refusal) return refusal;
        return changes.TryRemove(person, context.Principal())
            ? TypedResults.Ok(PersonView.Of(person.Value))
            : EntityVersion.Changed();
    }

    private static ProblemHttpResult NoSuchPerson(string id) => Missing.Of($"There is no person '{id}'.");
}
