using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access.Walls;

/// <summary>
/// Lets a wall tablet look at its one page by the key in its address; a wrong one costs time, like a wrong token.
/// </summary>
internal sealed class WallAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, WallRegistry walls,
    [FromKeyedServices(BearerAuthentication.SchemeName)] LoginThrottle throttle, AccessMetrics metrics, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Wall";

    /// <summary>The role of a wall tablet. No token and no session has it, and it may nothing else.</summary>
    public const string Role = "wall";

    /// <summary>The part of the route that is the key.</summary>
    public const string Key = "key";

    private TimeSpan _wait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.IsHttps && !Context.IsFromThisMachine()) return AuthenticateResult.Fail("A key counts over TLS only.");
        if (walls.Authenticate(Request.RouteValues[Key] as string) is { } key)
        {
            Context.Features.Set(key);
            Claim[] claims = [new(ClaimTypes.Name, key.Name), new(ClaimTypes.NameIdentifier, key.Id), new(ClaimTypes.Role, Role)];
            var identity = new ClaimsIdentity(claims, SchemeName);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
        }

        var address = AddressKey.Of(Context.Connection.RemoteIpAddress);
        _wait = throttle.Wait(address);
        metrics.Failed("wall");
        if (_wait > TimeSpan.Zero) return AuthenticateResult.Fail("Too many failed attempts.");
        await Task.Delay(throttle.Failed(address), time, Context.RequestAborted);
        return AuthenticateResult.Fail("There is no such key.");
    }

    // Nothing says whether there has ever been such a key.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait > TimeSpan.Zero) return TooManyAttempts.Answer(_wait).ExecuteAsync(Context);
        return TypedResults.Problem(
                "This address shows nothing any more. Whoever owns the gateway can make another.",
                statusCode: StatusCodes.Status404NotFound)
            .ExecuteAsync(Context);
    }
}
