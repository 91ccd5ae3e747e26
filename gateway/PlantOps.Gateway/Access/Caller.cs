using System.Security.Claims;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Who asks for something.</summary>
/// <param name="Name">The token's name, or one of <see cref="Reserved"/>, which no token can have.</param>
/// <param name="TokenId">The token's id: names are not unique, and a revoked one's can be given again.</param>
internal readonly record struct Caller(string Name, string? TokenId)
{
    /// <summary>Whoever owns the data directory, on the command line.</summary>
    public static readonly Caller Local = new("local", null);

    /// <summary>A device that shows an enrolment code.</summary>
    public static readonly Caller Device = new("device", null);

    /// <summary>The gateway itself.</summary>
    public static readonly Caller Gateway = new("gateway", null);

    public static readonly string[] Reserved = [Local.Name, Device.Name, Gateway.Name];
}

internal static class CallerExtensions
{
    /// <summary>Who asks. Only for requests that need a right or come through the local socket.</summary>
    public static Caller Caller(this HttpContext context) => context.Listener() == Listener.Local
        ? Access.Caller.Local
        : new Caller(
            context.User.Identity?.Name ?? throw new InvalidOperationException("Somebody who has not signed in was let in to what only others may do."),
            context.User.FindFirstValue(ClaimTypes.NameIdentifier));
}
