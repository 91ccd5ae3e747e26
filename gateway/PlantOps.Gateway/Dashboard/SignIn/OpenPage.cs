using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Dashboard.SignIn;

/// <summary>A link of the gateway's own terminal: signs its owner in, once, in a browser on this machine.</summary>
internal static class OpenPage
{
    private const string Opened = "/opened";
    private const string Person = "Owner";

    public static void MapOpen(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(SignInLinks.Path + "{secret}", Open);
        pages.MapGet(Opened, Show);
        pages.MapPost("/sign-out", SignOut).RequireAuthorization(AccessPolicies.Read);
    }

    private static IResult Open(
        string secret, HttpContext context, SignInLinks links, SessionStart sessions, DataDirectory directory)
    {
        // From elsewhere it is not even looked at: it stays good for whom it is for.
        if (context.IsOwnBrowser() && links.Take(secret))
        {
            sessions.Begin(context, Person, TokenRole.Owner);
            return Navigation.To(context, Opened);
        }

        var shell = Shell.Of(context, words => words.LinkIsOver) with { Who = null };
        var view = new OpenView(shell, shell.Words.LinkIsOverHelp, SignInPage.Typed(context, "open", directory), null);
        return new HtmlPage(OpenHtml.Create(view), StatusCodes.Status404NotFound);
    }

    // Whether the browser kept the cookie shows with the next request only.
    private static IResult Show(HttpContext context, IOptions<EndpointOptions> endpoints)
    {
        if (context.User.Identity?.IsAuthenticated == true) return Navigation.To(context, "/plants");
        var shell = Shell.Of(context, words => words.CookieNotKept);
        var address = $"https://localhost:{endpoints.Value.HttpsPort}{Navigation.SignIn}";
        return new HtmlPage(OpenHtml.Create(new OpenView(shell, shell.Words.CookieNotKeptHelp, null, address)));
    }

    private static IResult SignOut(HttpContext context, SessionStart sessions)
    {
        sessions.End(context);
        return Navigation.To(context, Navigation.SignIn);
    }
}
