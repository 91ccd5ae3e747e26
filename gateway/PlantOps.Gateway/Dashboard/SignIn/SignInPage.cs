using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Dashboard.SignIn;

/// <summary>Shows a browser its code, and goes on once somebody has let it in.</summary>
internal static class SignInPage
{
    private const string State = "/sign-in/state";
    private const string Cookie = "__Host-plantops-arrival";

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Navigation.SignIn, Show);
        pages.MapGet(State, GoOn);
    }

    private static IResult Show(
        HttpContext context, string? back, string? again, ArrivalRegistry arrivals, PasskeyRegistry passkeys,
        DataDirectory directory)
    {
        if (context.User.Identity?.IsAuthenticated == true) return Navigation.To(context, Navigation.Back(back));
        var shell = Shell.Of(context, words => words.SignIn) with { Scripts = ["htmx.min.js", "passkey.js"] };
        var known = arrivals.Find(context.Request.Cookies[Cookie]);
        if (known?.State == ArrivalState.Refused && again is not null) known = null;
        var arrival = known ?? Begin(context, arrivals);
        var query = back is null ? string.Empty : $"?back={Uri.EscapeDataString(Navigation.Back(back))}";
        var command = Typed(context, $"approve {arrival?.Code}", directory);
        var isRefused = arrival?.State == ArrivalState.Refused;
        var hasPasskeys = passkeys.All.Any(passkey => passkey.Host == context.Request.Host.Host);
        var view = new SignInView(
            shell, isRefused ? null : arrival?.Code, isRefused, State + query, command, Navigation.Back(back), hasPasskeys);
        var status = arrival is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return new HtmlPage(SignInHtml.Create(view), status);
    }

    private static IResult GoOn(HttpContext context, string? back, ArrivalRegistry arrivals, SessionStart sessions)
    {
        var secret = context.Request.Cookies[Cookie];
        if (arrivals.Complete(secret) is { } approved)
        {
            sessions.Begin(context, approved.Person!, approved.Role);
            context.Response.Cookies.Append(Cookie, string.Empty, SessionCookie.Options(TimeSpan.Zero));
            return Navigation.To(context, Navigation.Back(back));
        }

        if (context.Request.IsFromHtmx() && arrivals.Find(secret)?.State == ArrivalState.Waiting) return TypedResults.NoContent();
        var query = back is null ? string.Empty : $"?back={Uri.EscapeDataString(Navigation.Back(back))}";
        return Navigation.To(context, Navigation.SignIn + query);
    }

    /// <summary>What to type; where this program lies is nothing for strangers.</summary>
    public static string Typed(HttpContext context, string verb, DataDirectory directory) =>
        context.IsFromThisMachine() ? OwnCommand.Line(verb, directory.Path) : $"{CommandNames.Program} {verb}";

    private static Arrival? Begin(HttpContext context, ArrivalRegistry arrivals)
    {
        var browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString());
        if (arrivals.Begin(browser, AddressKey.Of(context.Connection.RemoteIpAddress)) is not var (arrival, secret)) return null;
        context.Response.Cookies.Append(Cookie, secret, SessionCookie.Options(Arrival.Lifetime));
        return arrival;
    }
}
