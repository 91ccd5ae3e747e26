using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Fleet;

/// <summary>Which gateways there are on the store.</summary>
internal static class FleetApi
{
    public const string LocalPath = "/local/fleet";

    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/fleet", Get)
            .WithTags("Store")
            .RequireAuthorization(AccessPolicies.Own)
            .WithSummary("The gateways on the store: which there are, which leads, and what each looks after.");
        routes.MapGet(LocalPath, Get).LocalOnly();
    }

    private static Ok<FleetView> Get(GatewayFleet fleet) => TypedResults.Ok(FleetView.Of(fleet));
}
