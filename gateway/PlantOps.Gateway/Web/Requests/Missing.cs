using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Web.Requests;

/// <summary>The answer where an id names nothing.</summary>
internal static class Missing
{
    /// <param name="detail">What there is not.</param>
    public static ProblemHttpResult Of(string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status404NotFound,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.NotFound });
}
