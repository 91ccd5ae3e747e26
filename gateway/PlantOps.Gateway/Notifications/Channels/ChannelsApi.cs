using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Channels: by what people are told.</summary>
internal static class ChannelsApi
{
    public const string LocalPath = "/local/channels";

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/channels").WithTags("Notifications").RequireAuthorization(AccessPolicies.Own);
        group.MapPost("/{id}/test", Test)
            .WithSummary("Sends one real message, and returns what came of it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        Map(group);
        var local = routes.MapGroup(LocalPath).LocalOnly();
        local.MapPost("/{id}/test", TestOrFail);
        Map(local);
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List).WithSummary("Channels, with their secrets masked.");
        group.MapPost("/", Add).Audited("channel.add", (_, channel) => Named(channel))
            .WithSummary("Adds a channel. One that belongs to nobody is told everything at once; see people for quiet hours.");
        group.MapGet("/{id}", Get).WithSummary("A channel; its version is in the ETag.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}", Change)
            .Audited("channel.change", (_, channel) => Named(channel))
            .WithSummary("Changes a channel. A secret that is sent back masked stays as it is.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/{id}", Remove)
            .Audited("channel.remove", (_, channel) => Named(channel))
            .WithSummary("Removes a channel, also from the people who have it, and returns what it was.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static AuditSubject Named(object? answer) =>
        answer is ChannelView channel ? new AuditSubject(channel.Id, channel.Name) : default;

    private static Results<Ok<Page<ChannelView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, ChannelStore channels, ChannelMapper mapper)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(query.Cut(channels.Read(query.Ascending()), channel => mapper.View(channel.Value)));
    }

    private static Results<Created<ChannelView>, ValidationProblem> Add(
        ChannelRequest request, HttpResponse response, ChannelChanges changes, ChannelMapper mapper)
    {
        var change = changes.Add(request);
        if (change.Channel is not { } added) return TypedResults.ValidationProblem(change.Errors);
        EntityVersion.Tag(response, added.Version);
        return TypedResults.Created($"/api/v1/channels/{added.Id}", mapper.View(added.Value));
    }

    private static Results<Ok<ChannelView>, ProblemHttpResult> Get(
        string id, HttpResponse response, ChannelStore channels, ChannelMapper mapper)
    {
        if (channels.Find(id) is not { } channel) return NoSuchChannel(id);
        EntityVersion.Tag(response, channel.Version);
        return TypedResults.Ok(mapper.View(channel.Value));
    }

    private static Results<Ok<ChannelView>, ValidationProblem, ProblemHttpResult> Change(
        string id, ChannelRequest request, HttpContext context, ChannelChanges changes, ChannelMapper mapper,
        ChannelStore channels)
    {
        if (channels.Find(id) is not { } kept) return NoSuchChannel(id);
        if (EntityVersion.Check(context.Request, kept.Version, out _) is { } refusal) return refusal;
        var change = changes.Change(kept, request);
        if (change.Errors.Count > 0) return TypedResults.ValidationProblem(change.Errors);
        if (change.Channel is not { } changed) return EntityVersion.Changed();
        EntityVersion.Tag(context.Response, changed.Version);
        return TypedResults.Ok(mapper.View(changed.Value));
    }

    private static async Task<Results<Ok<ChannelTest>, ProblemHttpResult>> Test(
        string id, ChannelStore channels, ChannelTester tester) =>
        channels.Find(id) is { } channel ? TypedResults.Ok(await tester.Test(channel.Value)) : NoSuchChannel(id);

    /// <summary>
    /// For scripts: a command that did not do what it says must fail. It is not this gateway that failed, so not a 5xx.
    /// </summary>
    private static async Task<Results<Ok<ChannelTest>, ProblemHttpResult>> TestOrFail(
        string id, ChannelStore channels, ChannelTester tester)
    {
        if (channels.Find(id) is not { } channel) return NoSuchChannel(id);
        var test = await tester.Test(channel.Value);
        return test.Sent
            ? TypedResults.Ok(test)
            : TypedResults.Problem($"It was not sent. {test.Reason}", statusCode: StatusCodes.Status424FailedDependency);
    }

    private static Results<Ok<ChannelView>, ProblemHttpResult> Remove(
        string id, HttpRequest request, ChannelStore channels, ChannelMapper mapper)
    {
        if (channels.Find(id) is not { } channel) return NoSuchChannel(id);
        if (EntityVersion.Check(request, channel.Version, out _) is { } refusal) return refusal;
        return channels.TryRemove(channel) ? TypedResults.Ok(mapper.View(channel.Value)) : EntityVersion.Changed();
    }

    private static ProblemHttpResult NoSuchChannel(string id) => Missing.Of($"There is no channel '{id}'.");
}
