using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Lets in whoever shows a token of <see cref="TokenRegistry"/>; a wrong one costs time.</summary>
internal sealed partial class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenRegistry tokens,
    [FromKeyedServices(BearerAuthentication.SchemeName)] LoginThrottle throttle, AccessMetrics metrics, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = SchemeName + " ";

    private TimeSpan _wait;
    private bool _wrong;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        // A right token is let in whatever its address has done: 256 bits are not guessed, and an owner is not locked out.
        if (tokens.Authenticate(header[Prefix.Length..].Trim()) is { } token) return AuthenticateResult.Success(TicketOf(token));
        var key = AddressKey.Of(Context.Connection.RemoteIpAddress);
        _wrong = true;
        _wait = throttle.Wait(key);
        metrics.Failed("token");
        if (_wait > TimeSpan.Zero) return AuthenticateResult.Fail("Too many failed attempts.");
        Log.WrongToken(Logger, key);
        await Task.Delay(throttle.Failed(key), time, Context.RequestAborted);
        return AuthenticateResult.Fail("There is no such token.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait > TimeSpan.Zero) return TooManyAttempts.Answer(_wait).ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = _wrong ? $"{SchemeName} error=\"invalid_token\"" : SchemeName;
        return TypedResults.Problem(
                _wrong
                    ? "The token is not known here."
                    : $"Send a token in the header {HeaderNames.Authorization}: {SchemeName} TOKEN. `plantops "
                        + $"token create NAME` makes one.",
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Not signed in")
            .ExecuteAsync(Context);
    }

    private static AuthenticationTicket TicketOf(ApiToken token)
    {
        Claim[] claims = [new(ClaimTypes.Name, token.Name), new(ClaimTypes.NameIdentifier, token.Id),
            new(ClaimTypes.Role, TokenRoles.Name(token.Role))];
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "A wrong token from {Address}")]
        public static partial void WrongToken(ILogger logger, string address);
    }
}
