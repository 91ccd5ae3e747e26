using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Web.Requests;

/// <summary>
/// Versions of what can be changed, as <c>ETag</c> and <c>If-Match</c> (RFC 9110, 8.8.3 and 13.1.1): who sends the tag of
/// what was read does not overwrite what somebody else has changed since.
/// </summary>
internal static class EntityVersion
{
    public static void Tag(HttpResponse response, long version) => response.Headers.ETag = TagOf(version);

    /// <summary>Has a request change one version only, as <c>If-Match</c> does: a form can send no header.</summary>
    public static void Expect(HttpRequest request, long version) => request.Headers.IfMatch = TagOf(version);

    /// <summary>The version that a change is for; <see langword="null"/> where the caller does not say and any will do.</summary>
    /// <returns>The refusal where it is another one than there is, otherwise <see langword="null"/>.</returns>
    public static ProblemHttpResult? Check(HttpRequest request, long current, out long? expected)
    {
        expected = null;
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent.Contains(EntityTagHeaderValue.Any.ToString())) return null;
        expected = current;
        var matches = EntityTagHeaderValue.TryParseList(sent, out var tags)
            && tags.Any(tag => tag.Tag == TagOf(current) && !tag.IsWeak);
        return matches ? null : Changed();
    }

    /// <summary>The refusal where somebody else has changed it in the meantime.</summary>
    public static ProblemHttpResult Changed() => TypedResults.Problem(
        "It has changed since it was read. Read it again, and make the change again.",
        statusCode: StatusCodes.Status412PreconditionFailed,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.Changed });

    private static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
