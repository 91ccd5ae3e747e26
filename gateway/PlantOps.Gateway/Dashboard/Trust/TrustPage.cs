using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Trust;

/// <summary>The one page that others see in the clear: how their device comes to trust the gateway's certificate.</summary>
internal static class TrustPage
{
    private const string Check = "/trusted";

    public static void MapTrust(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show).WithMetadata(new InTheClear(IsForAnybody: true, IsForBrowsersOnly: true));
        routes.MapGet("/trust", ShowTrust).WithMetadata(new InTheClear(IsForAnybody: true));
        routes.MapGet(Check, Answer);
    }

    private static IResult Show(HttpContext context, IOptions<EndpointOptions> endpoints, ServerCertificates certificates)
    {
        var isPhone = context.Listener() == Listener.Plain && !context.Request.IsHttps && !context.IsOwnBrowser();
        if (isPhone) return ShowTrust(context, endpoints, certificates);
        return Navigation.To(context, context.User.Identity?.IsAuthenticated == true ? "/plants" : Navigation.SignIn);
    }

    private static HtmlPage ShowTrust(HttpContext context, IOptions<EndpointOptions> endpoints, ServerCertificates certificates)
    {
        var host = context.Request.Host.Host;
        if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown) host = "localhost";
        var https = $"https://{new HostString(host, endpoints.Value.HttpsPort)}";
        var shell = Shell.Of(context, words => words.TrustTitle) with { Who = null, Scripts = ["trust.js"] };
        var view = TrustView.Of(shell, https + Check, https + Navigation.SignIn, certificates.Household?.Words ?? []);
        return new HtmlPage(TrustHtml.Create(view), connect: https);
    }

    // Whoever gets here has a connection that the browser trusts: that is the answer. The page that asks is of another origin.
    private static NoContent Answer(HttpContext context)
    {
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.NoContent();
    }
}
