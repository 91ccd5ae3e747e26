using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>What a device asks before it has credentials.</summary>
internal static class RegistrationApi
{
    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").WithTags("Enrolment");
        group.MapGet("/time", Time).WithSummary("The gateway's clock.").DisableRateLimiting();
        // Wrong codes are slowed down here; a right one is never turned away for what others at its address do.
        group.MapPost("/devices/register", Register)
            .DisableRateLimiting()
            .WithSummary("Lets a device in that shows a one-time code.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<TimeAnswer> Time(TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return TypedResults.Ok(new TimeAnswer(now, now));
    }

    private static async Task<Results<Created<RegistrationResponse>, ValidationProblem, ProblemHttpResult, TooManyAttempts>>
        Register(
            RegistrationRequest request,
            DeviceEnrolment enrolment,
            HardwareNotices notices,
            RegistrationAnswer answer,
            IBrokerForDevices broker,
            HttpContext context,
            CancellationToken cancellationToken)
    {
        if (RegistrationRules.Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var caller = AddressKey.Of(context.Connection.RemoteIpAddress);
        var result = await enrolment.Register(request, caller, cancellationToken);
        if (result.RetryAfter is { } wait) return TooManyAttempts.Answer(wait);
        if (result.InUse is { } device)
        {
            notices.Refused(device, caller);
            return InUse(device, result.IsClaim);
        }

        if (result.Admitted is not { } admitted) return NotAccepted();
        notices.Admitted(admitted);
        await broker.LetInAsync(admitted, cancellationToken);
        return TypedResults.Created($"/api/v1/devices/{admitted.Device.Id}", answer.For(admitted, context.Request.Host.Host));
    }

    private static ProblemHttpResult NotAccepted() => TypedResults.Problem(
        "The enrolment code is not accepted: it is mistyped, used or expired. `plantops device add NAME` makes a new one.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Code not accepted",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.CodeNotAccepted });

    private static ProblemHttpResult InUse(Device device, bool isClaim) => TypedResults.Problem(
        $"This hardware is {device.Name} ({device.Id}), which was connected within the last {HardwareInUse.Lately.TotalHours:0} hours, " +
        (isClaim
            ? "and the code is for another device."
            : $"and the code is for a new device. `plantops device claim {device.Id}` makes a code for this one.") +
        $" After `plantops device release {device.Id}`, which disconnects it, this code is good for it, too.",
        statusCode: StatusCodes.Status409Conflict,
        title: "Device known",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.DeviceKnown });
}

/// <summary>Answer of <c>GET /api/time</c>, Unix milliseconds UTC.</summary>
/// <param name="Time">The gateway's clock.</param>
/// <param name="ServerTime">The same under the name that a registration's answer gives it.</param>
internal sealed record TimeAnswer(long Time, long ServerTime);
