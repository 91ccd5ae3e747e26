using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// What browsers are told about every answer: guess no type, keep nothing that may be secret, run nothing, be shown in
/// nobody's frame. A page that needs more says so itself. Not Strict-Transport-Security: docs/decisions/0026 says why.
/// </summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly PathString[] Private = ["/api", "/local", "/metrics"];

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                Add((HttpContext)state);
                return Task.CompletedTask;
            },
            context);
        return next(context);
    });

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        var nonce = context.Items[ScalarOptions.NonceHttpContextItemKey] as string;
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, nonce is null ? Nothing : Page(nonce));
        if (Private.Any(path => context.Request.Path.StartsWithSegments(path)) && headers.CacheControl.Count == 0)
        {
            // A picture is asked for again each time, and sent only where it has changed.
            var isPicture = context.Response.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true;
            headers.CacheControl = isPicture && headers.ContainsKey(HeaderNames.ETag) ? "private, no-cache" : "no-store";
        }
    }

    // The page that describes the API styles itself as it goes, and asks this gateway only.
    private static string Page(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}
