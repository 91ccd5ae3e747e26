using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Dashboard.FirstRun;

/// <summary>Virtual plants: one tap begins one, another takes it away.</summary>
internal static class FirstRunPage
{
    public const string Path = "/virtual-plants";

    // Content with the virtual weather.
    private const string Species = "chlorophytum-comosum";

    public static void MapFirstRun(this IEndpointRouteBuilder pages)
    {
        pages.MapPost(Path, Add).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(Path + "/{id}/remove", Remove).RequireAuthorization(AccessPolicies.Own);
    }

    private static async Task<IResult> Add(HttpContext context, VirtualPlantCare care)
    {
        var words = Languages.Of(context.Request);
        var request = new PlantRequest { Name = words.VirtualPlantName, Species = Species };
        return await care.AddAsync(request, context.Principal()) is null
            ? VirtualPlantsApi.TooMany()
            : Navigation.To(context, PlantsPage.Path);
    }

    private static async Task<IResult> Remove(string id, HttpContext context, VirtualPlantCare care)
    {
        await care.RemoveAsync(id, context.Request, context.Principal());
        return Navigation.To(context, PlantsPage.Path);
    }
}
