using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Notifications;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>
/// By which names this gateway is called: those of its certificates, of <c>Notifications:PublicUrl</c>, and of this machine.
/// Another
/// name may be somebody's who had it point here, to have a browser at home speak to it (DNS rebinding).
/// </summary>
internal sealed class OwnNames(ServerCertificates certificates, OwnCertificate own, IOptions<NotificationOptions> notifications)
{
    /// <summary>Whether a request calls the gateway by a name of its own, and comes from no page but its own.</summary>
    public bool Allow(HttpRequest request)
    {
        if (!Has(request.Host.Host)) return false;
        var origins = request.Headers[HeaderNames.Origin];
        return origins.Count == 0
            || (origins.Count == 1 && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)
                && origin.Scheme is "https" or "http" && Has(origin.Host));
    }

    private bool Has(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        if (name.Length == 0) return false;
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)) return true;
        var publicName = notifications.Value.PublicUrl?.Host.Trim('[', ']');
        if (name.Equals(publicName, StringComparison.OrdinalIgnoreCase)) return true;
        return IsOf(certificates.Current, name) || IsOf(certificates.Home?.Certificate, name) || IsOf(own.Certificate, name);
    }

    private static bool IsOf(X509Certificate2? certificate, string name)
    {
        try
        {
            return certificate?.MatchesHostname(name, allowWildcards: true, allowCommonName: false) == true;
        }
        catch (ArgumentException)
        {
            // What is no name at all is none of it.
            return false;
        }
    }
}

/// <summary>Marks an endpoint that is there only under the gateway's own names.</summary>
internal sealed class OwnNamesOnly
{
    public static readonly OwnNamesOnly Instance = new();

    private OwnNamesOnly()
    {
    }
}

internal static class OwnNamesExtensions
{
    /// <summary>Must come after routing, which finds the endpoint, and before anybody's token is looked at.</summary>
    public static void UseOwnNames(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            var isBound = context.GetEndpoint()?.Metadata.GetMetadata<OwnNamesOnly>() is not null;

            // Asked for when it is needed: its certificate is read from a store that opens with the gateway.
            if (!isBound || context.RequestServices.GetRequiredService<OwnNames>().Allow(context.Request)) return next(context);
            var refusal = TypedResults.Problem(
                "Call the gateway by a name of its certificate, or set Notifications:PublicUrl to the one that you use.",
                statusCode: StatusCodes.Status403Forbidden,
                title: "Another name");
            return refusal.ExecuteAsync(context);
        });
    }
}
