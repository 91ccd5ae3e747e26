using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Operations.CommandLine;
using PlantOps.Gateway.Operations.Hosting.Settings;

namespace PlantOps.Gateway.Operations.Hosting;

/// <summary>Where the running gateway is reached from this machine, for what the command line advises.</summary>
internal sealed class GatewayAddresses
{
    private const string LocalPath = "/local/addresses";

    public required string Https { get; init; }

    /// <summary>Those of a running gateway; the default ones where it does not say.</summary>
    public static async Task<GatewayAddresses> Of(LocalGateway gateway, CancellationToken cancellationToken) =>
        (await gateway.Get(LocalPath, GatewayJson.Default.GatewayAddresses, cancellationToken)).Value ?? new GatewayAddresses
        {
            Https = $"https://localhost:{GatewaySettings.HttpsPort.Value}",
        };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(LocalPath, Get).LocalOnly();

    private static Ok<GatewayAddresses> Get(IOptions<EndpointOptions> options) => TypedResults.Ok(new GatewayAddresses
    {
        Https = $"https://{options.Value.Host}:{options.Value.HttpsPort}",
    });
}
