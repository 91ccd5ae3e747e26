using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

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
        routes.MapGet("/api/v1/enrolments/{id}", Get)
            .WithTags("Enrolment")
            .WithSummary("How far an enrolment has come, from its code to the first reading of the device.")
            .RequireAuthorization(AccessPolicies.Manage)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost(LocalPath, Create).LocalOnly();
        routes.MapGet(LocalPath + "/{id}", Get).LocalOnly();
    }

    private static Results<Ok<NewCode>, ValidationProblem> Create(
        NewCodeRequest request, Enrolments enrolments, HttpContext context) =>
        DeviceNames.Check(request.Name) is { } errors
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(enrolments.Create(request.Name!, context.Principal()));

    private static Results<Ok<EnrolmentView>, ProblemHttpResult> Get(string id, EnrolmentViews views) =>
        views.Find(id) is { } view ? TypedResults.Ok(view) : Missing.Of($"There is no enrolment '{id}'.");
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

    /// <summary>By which it is asked how far the enrolment has come; it tells nothing of the code.</summary>
    public required string Id { get; init; }

    /// <summary>What the device that shows it is to be called.</summary>
    public required string Name { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>The device that whoever shows it becomes; <c>null</c> where it is a new one.</summary>
    public string? DeviceId { get; init; }
}
