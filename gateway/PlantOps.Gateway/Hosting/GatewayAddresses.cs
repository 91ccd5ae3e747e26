using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting;

/// <summary>Where the running gateway is reached from this machine, for what the command line advises.</summary>
internal sealed class GatewayAddresses
{
    public const string LocalPath = "/local/addresses";

    public required string Https { get; init; }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(LocalPath, Get).LocalOnly();

    private static Ok<GatewayAddresses> Get(IOptions<EndpointOptions> options) => TypedResults.Ok(new GatewayAddresses
    {
        Https = $"https://{options.Value.Host}:{options.Value.HttpsPort}",
    });
}
