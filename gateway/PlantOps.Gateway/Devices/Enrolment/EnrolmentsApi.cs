using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>New codes, for whoever may manage devices and for the command line.</summary>
internal static class EnrolmentsApi
{
    public const string LocalPath = "/local/enrolments";

    public static void MapEnrolments(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/enrolments", Create)
            .WithTags("Enrolment")
            .WithSummary("Makes a one-time code that lets a new device in.")
            .RequireAuthorization(AccessPolicies.Manage);
        routes.MapPost(LocalPath, Create).LocalOnly();
    }

    private static Results<Ok<NewCode>, ValidationProblem> Create(NewCodeRequest request, EnrolmentCodes codes, AuditLog audit, HttpContext context)
    {
        if (DeviceNames.Check(request.Name) is { } errors) return TypedResults.ValidationProblem(errors);
        var (code, enrolment) = codes.Create(request.Name!.Trim());
        audit.Note(context.Principal(), "enrolment.create", details: enrolment.Name);
        return TypedResults.Ok(new NewCode { Code = code.ToString(), Name = enrolment.Name, ExpiresAt = enrolment.ExpiresAt });
    }
}

/// <summary>A code to be made.</summary>
internal sealed class NewCodeRequest
{
    /// <summary>What to call the device.</summary>
    public string? Name { get; init; }
}

/// <summary>A code, shown this once.</summary>
internal sealed class NewCode
{
    public required string Code { get; init; }

    /// <summary>What the device that shows it is to be called.</summary>
    public required string Name { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>The device that whoever shows it becomes; <c>null</c> where it is a new one.</summary>
    public string? DeviceId { get; init; }
}
