using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Access;

/// <summary>Answer 429 with <c>Retry-After</c>.</summary>
internal sealed class TooManyAttempts : IResult, IStatusCodeHttpResult
{
    private readonly string _seconds;
    private readonly ProblemHttpResult _problem;

    private TooManyAttempts(TimeSpan wait)
    {
        _seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        _problem = TypedResults.Problem(
            $"Too many failed attempts. Try again in {_seconds} s.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many attempts",
            extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.TooManyAttempts });
    }

    public int? StatusCode => StatusCodes.Status429TooManyRequests;

    public static TooManyAttempts Answer(TimeSpan wait) => new(wait);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[HeaderNames.RetryAfter] = _seconds;
        return _problem.ExecuteAsync(httpContext);
    }
}
