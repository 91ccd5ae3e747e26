using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>
/// Giving a plant up: put away with its history and brought back, or removed with it, which its name is typed for.
/// </summary>
internal static class PlantRemovalPage
{
    public const string PutAwayPath = "/plants/put-away";

    public static void MapPlantRemoval(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/plants/{id}/put-away", PutAway).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet(PutAwayPath, ShowPutAway).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost("/plants/{id}/bring-back", BringBack).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost("/plants/{id}/remove", Remove).RequireAuthorization(AccessPolicies.Own);
    }

    private static IResult PutAway(string id, HttpContext context, PlantChanges changes, AuditLog audit)
    {
        var now = changes.Now;
        var (plant, refusal) = changes.Apply(id, context, kept => kept.PutAway(now));
        return plant is null ? refusal! : Removed(context, audit, plant);
    }

    private static HtmlPage ShowPutAway(HttpContext context, int? from, PlantIndex index, AuditLog audit)
    {
        var shell = Shell.Of(context, words => words.PutAwayPlants, Place.Plants) with { Scripts = ["app.js"] };
        return new HtmlPage(PutAwayHtml.Create(PutAwayView.Of(shell, index.PutAway, from ?? 0, audit)));
    }

    private static IResult BringBack(string id, HttpContext context, PlantChanges changes, AuditLog audit)
    {
        var (plant, refusal) = changes.Apply(id, context, kept => kept.BroughtBack());
        if (plant is null) return refusal!;
        audit.Note(context.Principal(), "plant.bring_back", plant.Id, plant.Name);
        return Navigation.To(context, $"/plants/{plant.Id}");
    }

    private static async Task<IResult> Remove(
        string id, HttpContext context, PlantStore plants, PlantRemoval removal, SpeciesCatalogue species, DeviceRegistry devices,
        AuditLog audit)
    {
        if (plants.Find(id) is not { } kept) return PlantsApi.NoSuchPlant(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["confirm"].ToString().Trim() != kept.Value.Name.Trim())
        {
            var wrong = new Dictionary<string, string> { ["confirm"] = Languages.Of(context.Request).NotItsName };
            return PlantEditPage.Page(context, PlantForm.Of(kept.Value, kept.Version, species, devices), kept.Value, wrong);
        }

        var (plant, refusal) = removal.Remove(id, context.Request);
        return plant is null ? refusal! : Removed(context, audit, plant);
    }

    private static IResult Removed(HttpContext context, AuditLog audit, PlantView plant)
    {
        audit.Note(context.Principal(), "plant.remove", plant.Id, plant.Name);
        return Navigation.To(context, "/plants");
    }
}
