using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Calibration;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What people say to a calibration that a plant's waterings propose, from its page.</summary>
internal static class CalibrationPage
{
    public static void MapCalibrationPage(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/plants/{id}/calibration/take", Take).RequireAuthorization(AccessPolicies.Manage);
        pages.MapPost("/plants/{id}/calibration/refuse", Refuse).RequireAuthorization(AccessPolicies.Manage);
    }

    // Where it is gone meanwhile, the page shows that.
    private static async Task<IResult> Take(
        string id, HttpContext context, PlantStore plants, CalibrationProposals proposals, AuditLog audit)
    {
        if (plants.Find(id) is not { Value: var plant }) return PlantsApi.NoSuchPlant(id);
        if (await proposals.Take(plant, context.Principal()) is { Count: 0 })
            audit.Note(context.Principal(), "plant.calibration.take", id);
        return Navigation.To(context, $"/plants/{id}");
    }

    private static IResult Refuse(
        string id, HttpContext context, PlantStore plants, CalibrationProposals proposals, AuditLog audit)
    {
        if (plants.Find(id) is not { Value: var plant }) return PlantsApi.NoSuchPlant(id);
        if (proposals.Refuse(plant)) audit.Note(context.Principal(), "plant.calibration.refuse", id);
        return Navigation.To(context, $"/plants/{id}");
    }
}
