using System.Buffers;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using PlantOps.Contracts;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Broker.Http;

/// <summary>Telemetry over HTTP, for who does not speak MQTT: by the same way in, and as surely stored.</summary>
internal static class TelemetryPostApi
{
    /// <summary>How long readings may take to get to disk before their sender is told to send them again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapTelemetryPost(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices/{id}/telemetry", PostAsync)
        .WithTags("Telemetry")
        .WithSummary("Takes readings of a device, as they would come over MQTT; 202 once they are on disk.")
        .WithDescription(
            $"""
            The body is a telemetry message, whatever its `Content-Type`: one reading or a batch, at most
            {Limits.MaxPacketBytes / 1024} KiB. A device sends its MQTT user name and password by HTTP Basic, and may send for
            itself only; or a token with the right is sent. What cannot be read is answered with 422 and the reason, and is set
            aside like a message over MQTT: sending it again is of no use. With 503 nothing, or nothing for certain, is stored:
            it is to be sent again. Readings with `boot` and `seq`, or with a time, are then stored once.
            """)
        .Accepts<TelemetryBody>("application/json", "*/*")
        .WithMetadata(new BodyLimit())
        .RequireAuthorization(AccessPolicies.Publish)
        .Produces(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Accepted, ProblemHttpResult>> PostAsync(
        string id, HttpContext context, DeviceRegistry devices, DevicePresence presence, Ingress ingress, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var isDevice = context.User.IsInRole(AccessPolicies.Device);
        if (isDevice && context.User.FindFirstValue(ClaimTypes.NameIdentifier) != id) return OfOthers(id);
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var body = await BodyOfAsync(context.Request, cancellationToken);
        var receipt = new PostReceipt();
        var principal = isDevice ? Principal.Device(id) : Principal.Integration(context.Principal().Name);
        var topic = DeviceTopic.Format(id, TopicKind.Telemetry);
        var publish = new InboundPublish(principal, topic, new ReadOnlySequence<byte>(body), receipt);
        presence.Posted(device.Number, time.GetUtcNow().ToUnixTimeMilliseconds());
        var outcome = await ingress.TakeAsync(publish, cancellationToken);
        if (outcome is PublishOutcome.Stopping or PublishOutcome.Forbidden) return NotStored("The gateway is stopping.");
        try
        {
            await receipt.Done.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return NotStored("The store is slow, or fails. Send it again.");
        }

        return outcome == PublishOutcome.Unreadable ? Unreadable(receipt.Reason) : TypedResults.Accepted((string?)null);
    }

    // The server refuses more than the limit, with 413.
    private static async Task<byte[]> BodyOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private static ProblemHttpResult OfOthers(string id) => TypedResults.Problem(
        $"A device may only send for itself, and this is not '{id}'.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Not allowed");

    private static ProblemHttpResult NotStored(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not stored");

    private static ProblemHttpResult Unreadable(string? reason) => TypedResults.Problem(
        reason is null ? "It cannot be read, and too many such came within a minute to keep it." : $"{reason} It is set aside.",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "Not readable",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.Unreadable });

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Limits.MaxPacketBytes;
    }

    private sealed class PostReceipt : IPublishReceipt
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public bool IsUrgent => true;

        public string? Reason { get; private set; }

        public void Unreadable(string? reason) => Reason = reason;

        public void Stored()
        {
            // Told once the whole group is.
        }

        public void GroupStored() => _done.TrySetResult();
    }
}

/// <summary>A flat telemetry message, for the API's description; a batch and other forms are taken as well.</summary>
internal sealed class TelemetryBody
{
    /// <summary>When it was measured, Unix milliseconds UTC; the arrival where it is missing.</summary>
    public long? Ts { get; init; }

    /// <summary>Air temperature, °C.</summary>
    public double? Temperature { get; init; }

    /// <summary>Relative air humidity, %.</summary>
    public double? Humidity { get; init; }

    /// <summary>Soil moisture, %.</summary>
    public double? SoilMoisture { get; init; }

    /// <summary>Light, lux.</summary>
    public double? LightLevel { get; init; }
}
