using System.Security.Claims;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

internal enum PrincipalKind
{
    /// <summary>Whoever owns the data directory, on the command line.</summary>
    Local,

    /// <summary>The gateway itself.</summary>
    Gateway,

    /// <summary>A device.</summary>
    Device,

    /// <summary>Another system that speaks for devices: a broker that the gateway listens at.</summary>
    Integration,

    /// <summary>A program with an API token.</summary>
    Token,

    /// <summary>Somebody in a browser, with a session.</summary>
    Person,
}

/// <summary>Who asks for something, or says something.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">
/// The token's, person's, device's or integration's name, or one of <see cref="Reserved"/>, which no token can have.
/// </param>
/// <param name="Id">The device's id, or the token's or session's: names are not unique, and can be given again.</param>
internal readonly record struct Principal(PrincipalKind Kind, string Name, string? Id)
{
    public static readonly Principal Local = new(PrincipalKind.Local, "local", null);

    public static readonly Principal Gateway = new(PrincipalKind.Gateway, "gateway", null);

    /// <summary>A device that shows an enrolment code and has no identity yet.</summary>
    public static readonly Principal NewDevice = new(PrincipalKind.Device, "device", null);

    public static readonly string[] Reserved = [Local.Name, Gateway.Name, NewDevice.Name];

    public static Principal Device(string id) => new(PrincipalKind.Device, id, id);

    public static Principal Integration(string name) => new(PrincipalKind.Integration, name, null);
}

internal static class PrincipalExtensions
{
    /// <summary>Who asks. Only for requests that need a right or come through the local socket.</summary>
    public static Principal Principal(this HttpContext context)
    {
        if (context.Listener() == Listener.Local) return Access.Principal.Local;
        var name = context.User.Identity?.Name
            ?? throw new InvalidOperationException("Somebody who has not signed in was let in to what only others may do.");
        var isSession = context.User.Identity.AuthenticationType == SessionAuthentication.SchemeName;
        var kind = isSession ? PrincipalKind.Person : PrincipalKind.Token;
        return new Principal(kind, name, context.User.FindFirstValue(ClaimTypes.NameIdentifier));
    }
}

/// <summary>Whether what somebody was let in with still counts: for what goes on after its request was let in.</summary>
internal sealed class Credentials(TokenRegistry tokens, SessionRegistry sessions)
{
    public bool AreGood(Principal principal) => principal switch
    {
        { Kind: PrincipalKind.Token, Id: { } id } => tokens.IsGood(id),
        { Kind: PrincipalKind.Person, Id: { } id } => sessions.IsGood(id),
        _ => true,
    };
}
