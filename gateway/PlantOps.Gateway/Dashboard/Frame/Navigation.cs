using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>
/// How a browser is led on: with a redirect, or, where htmx asked for a part of a page, with a header that it follows.
/// </summary>
internal static class Navigation
{
    public const string SignIn = "/sign-in";
    private const int MaxBack = 300;

    /// <summary>Whether htmx asks, which takes a part of a page for an answer.</summary>
    public static bool IsFromHtmx(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>To another page, which is asked for with GET (RFC 9110, 15.4.4).</summary>
    public static IResult To(HttpContext context, string path)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.IsFromHtmx())
        {
            context.Response.Headers["HX-Redirect"] = path;
            return TypedResults.StatusCode(StatusCodes.Status204NoContent);
        }

        context.Response.Headers.Location = path;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A page of this gateway that somebody wanted before; the first page where it is none.</summary>
    public static string Back(string? path) =>
        path is { Length: > 0 and <= MaxBack } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/plants";

    /// <summary>To the sign-in page, and from there back to what was asked for, or to the page that asked.</summary>
    public static IResult ToSignIn(HttpContext context)
    {
        var asked = context.Request.IsFromHtmx() || !HttpMethods.IsGet(context.Request.Method)
            ? PageThatAsks(context.Request)
            : context.Request.Path + context.Request.QueryString;
        return To(context, asked is null or "/plants" ? SignIn : $"{SignIn}?back={Uri.EscapeDataString(asked)}");
    }

    // As htmx says, or the browser of a form; a page of somebody else's is none to go back to.
    private static string? PageThatAsks(HttpRequest request)
    {
        var said = request.Headers["HX-Current-URL"].ToString() is { Length: > 0 } page
            ? page
            : request.Headers.Referer.ToString();
        var isOwn = Uri.TryCreate(said, UriKind.Absolute, out var url) && url.Authority == request.Host.Value
            && url.Scheme == request.Scheme;
        return isOwn ? Back(url!.PathAndQuery) : HasPage(request) ? request.Path.Value : null;
    }

    // Browsers are told to say nothing of where they come from: a form that is sent to its own page leads back there all the
    // same.
    private static bool HasPage(HttpRequest request)
    {
        if (request.IsFromHtmx() || request.HttpContext.GetEndpoint() is not RouteEndpoint asked) return false;
        var endpoints = request.HttpContext.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        return endpoints.OfType<RouteEndpoint>().Any(page =>
            page.RoutePattern.RawText == asked.RoutePattern.RawText
            && page.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
    }
}

/// <summary>Marks a page for people, who are sent to sign in where a program is told that it lacks a token.</summary>
internal sealed class ForPeople
{
    public static readonly ForPeople Instance = new();

    private ForPeople()
    {
    }
}

/// <summary>Sends whoever is not signed in from a page to the sign-in page.</summary>
internal sealed class PageAuthorization : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Challenged && context.GetEndpoint()?.Metadata.GetMetadata<ForPeople>() is not null
            ? Navigation.ToSignIn(context).ExecuteAsync(context)
            : _usual.HandleAsync(next, context, policy, authorizeResult);
}
