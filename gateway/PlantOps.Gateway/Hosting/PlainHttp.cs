using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting;

/// <summary>Keeps the port without TLS to what may be read by anyone; everything else is sent to HTTPS.</summary>
internal static class PlainHttp
{
    private static readonly string[] Open = ["/ca.crt", "/api/time", "/api/health", "/api/ready"];

    public static void UsePlainHttpRedirect(this IApplicationBuilder app)
    {
        var port = app.ApplicationServices.GetRequiredService<IOptions<EndpointOptions>>().Value.HttpsPort;
        app.Use((context, next) =>
        {
            if (context.Listener() != Listener.Plain || IsOpen(context.Request.Path)) return next(context);
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location =
                $"https://{new HostString(context.Request.Host.Host, port)}{context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        });
    }

    private static bool IsOpen(PathString path) => Open.Any(open => path.Equals(open, StringComparison.OrdinalIgnoreCase));
}
