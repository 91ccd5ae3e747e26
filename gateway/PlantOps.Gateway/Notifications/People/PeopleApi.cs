using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Channels;
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
        group.MapPost("/", Add).Audited("person.add", (_, person) => Named(person)).WithSummary("Adds a person, with quiet hours, a daily digest and the channels that reach them.");
        group.MapGet("/{id}", Get).WithSummary("A person; the version is in the ETag.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}", Change)
            .Audited("person.change", (_, person) => Named(person))
            .WithSummary("Changes a person.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/{id}", Remove)
            .Audited("person.remove", (_, person) => Named(person))
            .WithSummary("Removes a person and returns who it was. Their channels stay; what nobody has is told everything at once.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static AuditSubject Named(object? answer) => answer is PersonView person ? new AuditSubject(person.Id, person.Name) : default;

    private static Results<Ok<Page<PersonView>>, ValidationProblem> List([AsParameters] PageQuery query, PersonStore people)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(query.Cut(people.Read(query.Ascending()), person => PersonView.Of(person.Value)));
    }

    private static Results<Created<PersonView>, ValidationProblem> Add(
        PersonRequest request, HttpResponse response, PersonStore people, ChannelStore channels, TimeProvider time)
    {
        var errors = PersonRules.Check(request, channel => channels.Find(channel) is not null);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var added = people.Add(PersonRules.Person(request, null, time.GetUtcNow().ToUnixTimeMilliseconds()));
        EntityVersion.Tag(response, added.Version);
        return TypedResults.Created($"/api/v1/people/{added.Id}", PersonView.Of(added.Value));
    }

    private static Results<Ok<PersonView>, ProblemHttpResult> Get(string id, HttpResponse response, PersonStore people)
    {
        if (people.Find(id) is not { } person) return NoSuchPerson(id);
        EntityVersion.Tag(response, person.Version);
        return TypedResults.Ok(PersonView.Of(person.Value));
    }

    private static Results<Ok<PersonView>, ValidationProblem, ProblemHttpResult> Change(
        string id, PersonRequest request, HttpContext context, PersonStore people, ChannelStore channels, TimeProvider time)
    {
        if (people.Find(id) is not { } kept) return NoSuchPerson(id);
        if (EntityVersion.Check(context.Request, kept.Version, out _) is { } refusal) return refusal;
        var errors = PersonRules.Check(request, channel => channels.Find(channel) is not null, kept.Value.Name);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var changed = PersonRules.Person(request, kept.Value, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!people.TryChange(changed, kept.Version)) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, kept.Version + 1);
        return TypedResults.Ok(PersonView.Of(changed));
    }

    private static Results<Ok<PersonView>, ProblemHttpResult> Remove(string id, HttpRequest request, PersonStore people)
    {
        if (people.Find(id) is not { } person) return NoSuchPerson(id);
        if (EntityVersion.Check(request, person.Version, out _) is { } refusal) return refusal;
        return people.TryRemove(person) ? TypedResults.Ok(PersonView.Of(person.Value)) : EntityVersion.Changed();
    }

    private static ProblemHttpResult NoSuchPerson(string id) => Missing.Of($"There is no person '{id}'.");
}
