using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Broker.SetAside;

/// <summary>Messages that could not be read.</summary>
internal static class SetAsideApi
{
    public const string LocalPath = "/local/set-aside";

    public static void MapSetAside(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/api/v1/set-aside").WithTags("Devices").RequireAuthorization(AccessPolicies.Manage));
        Map(routes.MapGroup(LocalPath).LocalOnly());
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List).WithSummary("Messages that could not be read, newest first, each with the reason and its bytes.");
        group.MapPost("/retry", RetryAll)
            .Audited("set_aside.retry", (_, answer) => new AuditSubject(null, CountsOf(answer)))
            .WithSummary("Reads all of them again. What can be read now is stored, with the times that it had, and leaves the "
                + "list.");
        group.MapPost("/{id}/retry", Retry)
            .Audited("set_aside.retry")
            .WithSummary("Reads a message again. If it can be read now it is stored, with the times that it had, and leaves "
                + "the list.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/", RemoveAll)
            .Audited("set_aside.remove", (_, answer) => new AuditSubject(null, $"{((SetAsideRemoval)answer!).Removed} messages"))
            .WithSummary("Takes all of them away, for good.");
        group.MapDelete("/{id}", Remove)
            .Audited("set_aside.remove")
            .WithSummary("Takes a message away, for good.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>What the audit log says of a retry of all.</summary>
    public static string? CountsOf(object? answer) => answer is SetAsideRetries counts
        ? string.Create(CultureInfo.InvariantCulture, $"read: {counts.Read}, left: {counts.Left}")
        : null;

    private static Results<Ok<Page<SetAsideView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, SetAsideMessages messages, DeviceRegistry devices)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(query.Cut(
            messages.Read(query.Behind, query.Most + 1), message => SetAsideView.Of(message, devices), message => message.Id));
    }

    private static async Task<Ok<SetAsideRetries>> RetryAll(SetAsideMessages messages, CancellationToken cancellationToken) =>
        TypedResults.Ok(await messages.RetryAllAsync(cancellationToken));

    private static async Task<Results<Ok<SetAsideRetry>, ProblemHttpResult>> Retry(
        string id, SetAsideMessages messages, CancellationToken cancellationToken) =>
        await messages.RetryAsync(id, cancellationToken) is { } tried ? TypedResults.Ok(tried) : NoSuchMessage(id);

    private static Ok<SetAsideRemoval> RemoveAll(SetAsideMessages messages) =>
        TypedResults.Ok(new SetAsideRemoval { Removed = messages.RemoveAll() });

    private static Results<Ok<SetAsideRemoval>, ProblemHttpResult> Remove(string id, SetAsideMessages messages) =>
        messages.Remove(id) is null ? NoSuchMessage(id) : TypedResults.Ok(new SetAsideRemoval { Removed = 1 });

    private static ProblemHttpResult NoSuchMessage(string id) => Missing.Of($"There is no message '{id}' that was set aside.");
}
