using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;
using IPNetwork = System.Net.IPNetwork;

namespace PlantOps.Gateway.Hosting;

/// <summary>Who may say for whom a request is: proxies that are named, and nobody else.</summary>
internal sealed class ReverseProxyOptions
{
    public static readonly Setting NetworksSetting = new(
        "Https:Proxies", "none", "addresses and networks, with commas between them",
        "Reverse proxies that may say for whom a request is; nobody else is believed (docs/trust.md).")
    {
        IsList = true,
    };

    public static readonly IReadOnlyList<Setting> Settings = [NetworksSetting];

    /// <summary><c>Https:Proxies</c>: addresses and networks.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; set; } = [];
}

/// <summary>Reads and checks <see cref="ReverseProxyOptions"/>.</summary>
internal sealed class ReverseProxyOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<ReverseProxyOptions>, IValidateOptions<ReverseProxyOptions>
{
    private const int BitsOfByte = 8;

    public void Configure(ReverseProxyOptions options) =>
        options.Networks = [.. ReverseProxyOptions.NetworksSetting.ReadList(configuration).Select(Parse).OfType<IPNetwork>()];

    public ValidateOptionsResult Validate(string? name, ReverseProxyOptions options)
    {
        var wrong = ReverseProxyOptions.NetworksSetting.ReadList(configuration).Where(text => Parse(text) is null).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(text =>
                $"{ReverseProxyOptions.NetworksSetting.Key} holds '{text}', which is neither an address nor a network like 172.18.0.0/16."));
    }

    private static IPNetwork? Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * BitsOfByte);
        return IPNetwork.TryParse(text, out var network) ? network : null;
    }
}

internal static class ReverseProxies
{
    /// <summary>
    /// Takes the client's address, the scheme and the host from a named proxy (X-Forwarded-For, -Proto and -Host), one step back.
    /// Must come first: all that follows goes by them.
    /// </summary>
    public static void UseReverseProxies(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<IOptions<ReverseProxyOptions>>().Value.Networks;
        if (networks.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
