using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary>
/// Lets in a browser that shows the cookie of a session, over TLS, and for changes from the gateway's own pages only.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionRegistry sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";

    /// <summary>Whether a request is to be let in by its cookie: one that shows a token as well is let in by that.</summary>
    public static bool IsFor(HttpRequest request) =>
        SessionCookie.Read(request) is not null && string.IsNullOrEmpty(request.Headers.Authorization.ToString());

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        TypedResults.Problem(
                "The session of this browser has ended, or does not count here. Sign in again.",
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Not signed in")
            .ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (SessionCookie.Read(Request) is not { } secret) return AuthenticateResult.NoResult();
        if (!Request.IsHttps && !Context.IsFromThisMachine()) return AuthenticateResult.Fail("A session counts over TLS only.");
        if (!OwnPage.Sent(Request)) return AuthenticateResult.Fail("The request comes from another site.");
        if (sessions.Authenticate(secret) is not { } session || TokenRoles.Parse(session.Role) is not { } role)
            return AuthenticateResult.Fail("There is no such session.");
        Renew(session, secret);
        Claim[] claims =
        [
            new(ClaimTypes.Name, session.Person),
            new(ClaimTypes.NameIdentifier, session.Id),
            new(ClaimTypes.Role, TokenRoles.Name(role)),
        ];
        var identity = new ClaimsIdentity(claims, SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private void Renew(Session session, string secret)
    {
        try
        {
            if (sessions.Renew(session)) SessionCookie.Write(Response, secret);
        }
        catch (StoreUnavailableException)
        {
            // The next request tries again; this one is let in by what is known.
        }
    }
}
