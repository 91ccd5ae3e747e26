using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Live;

/// <summary>What changes on a page while somebody looks at it.</summary>
internal static class LivePage
{
    private const int MaxQuery = 4096;

    public static void MapLive(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/live", Listen).RequireAuthorization(AccessPolicies.Read).Counts(RequestLoad.Stream);

    private static CardStream Listen(HttpContext context, string? plants, bool? headline) =>
        new(headline == true,
            plants is { Length: > 0 and <= MaxQuery } ? plants.Split(',').ToHashSet(StringComparer.Ordinal) : []);
}
