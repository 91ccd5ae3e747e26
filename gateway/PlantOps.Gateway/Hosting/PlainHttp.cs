using System.Net;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Keeps the port without TLS to what may be read by anyone, and to this machine's own browsers, for which <c>localhost</c> is
/// a secure context (W3C Secure Contexts, 3.1); everything else is sent to HTTPS.
/// </summary>
internal static class PlainHttp
{
    private static readonly string[] Open = ["/ca.crt", "/api/time", "/api/health", "/api/ready"];

    /// <summary>Must come after routing, which finds the endpoint that says who may ask for it in the clear.</summary>
    public static void UsePlainHttpRedirect(this IApplicationBuilder app)
    {
        var port = app.ApplicationServices.GetRequiredService<IOptions<EndpointOptions>>().Value.HttpsPort;
        app.Use((context, next) =>
        {
            // A proxy that is known may have had TLS with the client.
            if (context.Listener() != Listener.Plain || context.Request.IsHttps || IsOpen(context)) return next(context);
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location =
                $"https://{new HostString(context.Request.Host.Host, port)}{context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Whether a browser on this machine asks for it by a name that means this machine: a name of somebody's own, which may
    /// mean it for a moment, gets no page.
    /// </summary>
    public static bool IsOwnBrowser(this HttpContext context) =>
        context.IsFromThisMachine() && (context.Request.Host.Host == "localhost" || IsLoopback(context.Request.Host.Host));

    /// <summary>Whether a person asks, who reads HTML.</summary>
    public static bool WantsHtml(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    private static bool IsOpen(HttpContext context)
    {
        if (Open.Any(open => context.Request.Path.Equals(open, StringComparison.OrdinalIgnoreCase))) return true;
        return context.GetEndpoint()?.Metadata.GetMetadata<InTheClear>() switch
        {
            null => false,
            { IsForBrowsersOnly: true } when !context.Request.WantsHtml() => false,
            { IsForAnybody: true } => true,
            _ => context.IsOwnBrowser(),
        };
    }
}

/// <summary>Marks an endpoint that is answered without TLS.</summary>
/// <param name="IsForAnybody">From everywhere; otherwise to browsers on this machine.</param>
/// <param name="IsForBrowsersOnly">Only to who reads HTML: programs are sent to HTTPS.</param>
internal sealed record InTheClear(bool IsForAnybody = false, bool IsForBrowsersOnly = false);
