using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;

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
            .Audited("device.register", SubjectOf, Caller.Device)
            .WithSummary("Lets a device in that shows a one-time code.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<TimeAnswer> Time(TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return TypedResults.Ok(new TimeAnswer(now, now));
    }

    private static async Task<Results<Created<RegistrationResponse>, ValidationProblem, ProblemHttpResult, TooManyAttempts>> Register(
        RegistrationRequest request, DeviceEnrolment enrolment, RegistrationAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var caller = AddressKey.Of(context.Connection.RemoteIpAddress);
        if (enrolment.Wait(caller) is { Ticks: > 0 } wait) return TooManyAttempts.Answer(wait);
        if (RegistrationRules.Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        return await enrolment.Register(request, caller, cancellationToken) is { } admitted
            ? TypedResults.Created($"/api/v1/devices/{admitted.Device.Id}", answer.For(admitted, context.Request.Host.Host))
            : NotAccepted();
    }

    private static AuditSubject SubjectOf(EndpointFilterInvocationContext request, object? answer) => new(
        ((RegistrationResponse)answer!).DeviceId, $"hardware {request.GetArgument<RegistrationRequest>(0).HardwareId}");

    private static ProblemHttpResult NotAccepted() => TypedResults.Problem(
        "The enrolment code is not accepted. `plantops device add NAME` makes a new one.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Code not accepted",
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.CodeNotAccepted });
}
