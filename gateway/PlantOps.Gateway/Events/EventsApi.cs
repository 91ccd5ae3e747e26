using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Events;

internal static class EventsApi
{
    public const string LocalPath = "/local/events";

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LocalPath, Listen).LocalOnly();
        routes.MapGet("/api/v1/events", Listen)
            .WithTags("Events")
            .WithSummary("What happens, as it happens: server-sent events.")
            .WithDescription(
                """
                `types` names kinds, with commas: `reading`, `device`, `plant`, `alert`, `enrolment`, `answer`; all by default. `reading` says
                that readings of a device are on disk: `{"device_id","t","values","quality","count","from"}`, the one with the latest time, how
                many came with it, and the time of the earliest. `device` says that a device has another state or name:
                `{"device_id","name","state","last_seen"}`. `enrolment` says that a code was shown for the hardware of a device that is known:
                `{"device_id","name","hardware_id","outcome"}`, where `outcome` is `refused`, `registered_again` or `replaced`. `answer` says
                that somebody has answered an alert:
                `{"plant_id","alert_id","acknowledged_at","acknowledged_by","snoozed_until","muted_until"}`, where `alert_id` is `null` of a plant
                that is muted or told of again. After a
                break send the last id as `Last-Event-ID`, as browsers do by themselves. Where what happened since is not known any more, or the
                listener was too slow for it, `reset` comes first: read anew whatever you show. A comment comes every 15 seconds.
                """)
            .RequireAuthorization(AccessPolicies.Read)
            .Counts(RequestLoad.Stream)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesValidationProblem();
    }

    private static Results<EventStream, ValidationProblem> Listen(LiveEvents events, [FromQuery] string? types) =>
        LiveEventTypes.Parse(types) is { } wanted
            ? new EventStream(events, wanted)
            : TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["types"] = [$"Some of: {LiveEventTypes.List}, with commas between them."] });
}
