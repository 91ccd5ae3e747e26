using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting;

/// <summary>Where the running gateway is reached from this machine, for what the command line advises.</summary>
internal sealed class GatewayAddresses
{
    public const string LocalPath = "/local/addresses";

    public required string Https { get; init; }

    /// <summary>
    /// From other machines of the network; <see langword="null"/> where none reaches it, or it is not known how.
    /// </summary>
    public string? Network { get; init; }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(LocalPath, Get).LocalOnly();

    private static Ok<GatewayAddresses> Get(IOptions<EndpointOptions> options) => TypedResults.Ok(new GatewayAddresses
    {
        Https = $"https://{options.Value.Host}:{options.Value.HttpsPort}",
        Network = LanAddress.Of(options.Value.Listen) is { } host ? $"https://{host}:{options.Value.HttpsPort}" : null,
    });
}
