using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>New codes, for the command line of whoever owns the data directory.</summary>
internal static class LocalEnrolmentApi
{
    public const string Path = "/local/enrolments";

    public static void MapLocalEnrolments(this IEndpointRouteBuilder routes) => routes.MapPost(Path, Create).LocalOnly();

    private static Results<Ok<NewCode>, ProblemHttpResult> Create(
        NewCodeRequest request, EnrolmentCodes codes, AuditLog audit, HttpContext context)
    {
        if (request.Name is not { Length: > 0 and <= Limits.MaxNameLength } name || string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl))
        {
            return TypedResults.Problem(
                $"A device's name has 1 to {Limits.MaxNameLength} printable characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        var (code, enrolment) = codes.Create(name);
        audit.Note(context.Caller(), "enrolment.create", details: name);
        return TypedResults.Ok(new NewCode { Code = code.ToString(), Name = enrolment.Name, ExpiresAt = enrolment.ExpiresAt });
    }
}

/// <summary>What the command line asks for.</summary>
internal sealed class NewCodeRequest
{
    public string? Name { get; init; }
}

/// <summary>A code, shown this once.</summary>
internal sealed class NewCode
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long ExpiresAt { get; init; }
}
