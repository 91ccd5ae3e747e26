using System.CommandLine;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>A fresh link for whoever owns the data directory.</summary>
internal static class SignInLinksApi
{
    public const string LocalPath = "/local/sign-in-links";

    public static void MapSignInLinks(this IEndpointRouteBuilder routes) => routes.MapPost(LocalPath, Make).LocalOnly();

    public static SignInLink Of(EndpointOptions endpoints, SignInLinks links) => new()
    {
        Url = endpoints.HearsThisMachine
            ? $"http://localhost:{endpoints.HttpPort}{SignInLinks.Path}{links.Make()}"
            : $"https://{endpoints.Host}:{endpoints.HttpsPort}/",
        PhoneUrl = LanAddress.Of(endpoints.Listen) is { } address ? $"http://{address}:{endpoints.HttpPort}" : null,
    };

    private static Ok<SignInLink> Make(IOptions<EndpointOptions> options, SignInLinks links, AuditLog audit, HttpContext context)
    {
        audit.Note(context.Principal(), "sign_in_link.create");
        return TypedResults.Ok(Of(options.Value, links));
    }
}

/// <summary>Where the pages are.</summary>
internal sealed class SignInLink
{
    /// <summary>
    /// For a browser on this machine: signs the owner in, once, within 15 minutes. Where the gateway does not listen on
    /// loopback it is the sign-in page.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>For phones in the same network; <c>null</c> where the gateway listens on this machine only.</summary>
    public required string? PhoneUrl { get; init; }
}

/// <summary><c>open</c>.</summary>
internal static class OpenCommand
{
    public static Command Create() =>
        new Command("open", "Prints a link that signs you in, in a browser on this machine, and the address for phones.").Asks(
            (_, gateway, cancellationToken) =>
                gateway.Post(SignInLinksApi.LocalPath, null, AccessJson.Default.SignInLink, cancellationToken),
            AccessJson.Default.SignInLink,
            (link, directory) => Console.WriteLine(Text(link, directory)));

    /// <summary>What to do with a link, for people.</summary>
    public static string Text(SignInLink link, string directory)
    {
        var approve = OwnCommand.Line("approve CODE", directory);
        var text = link.Url.Contains(SignInLinks.Path, StringComparison.Ordinal)
            ? $"On this machine, once, within {SignInLinks.Lifetime.TotalMinutes:0} minutes:\n  {link.Url}"
            : $"Open {link.Url}, and let yourself in with: {approve}";
        if (link.PhoneUrl is not { } phone) return text;
        var qr = Console.IsOutputRedirected ? string.Empty : $"\n{TerminalQr.Of(phone)}";
        return $"{text}\nOn a phone in the same network:\n  {phone}{qr}\nLet it in with the code that it shows: {approve}";
    }
}
