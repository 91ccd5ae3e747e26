using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Assistants.Advisor.Asking;

namespace PlantOps.Gateway.Assistants.Advisor;

/// <summary>Why the advisor has no answer, as the API says it.</summary>
internal static class AdvisorProblems
{
    private const long MillisecondsASecond = 1000;

    /// <summary>Says in its headers, too, when to ask again.</summary>
    /// <param name="exception">Why there is no answer.</param>
    /// <param name="context">Of the request.</param>
    /// <param name="time">What the time is.</param>
    /// <param name="message">The same for people, in their language; in English where it is not given.</param>
    public static ProblemHttpResult Of(
        AdvisorException exception, HttpContext context, TimeProvider time, string? message = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = exception.Code };
        if (exception.OpensAt is { } opensAt)
        {
            extensions["opens_at"] = opensAt;
            var seconds = Math.Max(1,
                (opensAt - time.GetUtcNow().ToUnixTimeMilliseconds() + MillisecondsASecond - 1) / MillisecondsASecond);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return TypedResults.Problem(message ?? exception.Message, statusCode: StatusOf(exception.Code), extensions: extensions);
    }

    private static int StatusOf(string code) => code switch
    {
        AdvisorException.Off => StatusCodes.Status409Conflict,
        AdvisorException.Budget => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status502BadGateway,
    };
}
