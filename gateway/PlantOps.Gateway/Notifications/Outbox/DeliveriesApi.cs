using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>Messages and what became of them.</summary>
internal static class DeliveriesApi
{
    public const string LocalPath = "/local/deliveries";

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/deliveries", List)
            .WithTags("Notifications")
            .RequireAuthorization(AccessPolicies.Own)
            .WithSummary(
                "Messages of the last 30 days, newest first, each with its state, its attempts and why it was not sent.");
        routes.MapGet("/api/v1/deliveries/held", Deferred)
            .WithTags("Notifications")
            .RequireAuthorization(AccessPolicies.Own)
            .WithSummary("What waits for quiet hours or a snooze to end, by channel. It is told then, if it is still so.");
        routes.MapGet(LocalPath, List).LocalOnly();
        routes.MapGet(LocalPath + "/held", Deferred).LocalOnly();
    }

    private static Ok<IReadOnlyList<DeferredEventView>> Deferred(DecisionStore decisions)
    {
        var deferred = decisions.Deferred.Select(one => DeferredEventView.Of(one.Value));
        return TypedResults.Ok<IReadOnlyList<DeferredEventView>>([.. deferred]);
    }

    private static Results<Ok<Page<DeliveryView>>, ValidationProblem> List(
        [AsParameters] PageQuery query, DeliveryStore deliveries)
    {
        if (query.Check() is { } errors) return TypedResults.ValidationProblem(errors);
        return TypedResults.Ok(
            query.Cut(deliveries.Newest(query.Behind, query.Most + 1), DeliveryView.Of, delivery => delivery.Id));
    }
}
