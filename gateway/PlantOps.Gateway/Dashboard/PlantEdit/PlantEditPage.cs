using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>Adding a plant, and describing one that is there.</summary>
internal static class PlantEditPage
{
    public const string New = "/plants/new";

    private const string Edit = "/plants/{id}/edit";

    public static void MapPlantEditPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(New, ShowNew).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(New, Add).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet(Edit, ShowEdit).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(Edit, Change).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet("/plants/species", Find).RequireAuthorization(AccessPolicies.Own);
        pages.MapPlantRemoval();
    }

    /// <summary>The form of a plant, with what is wrong with what was typed.</summary>
    public static HtmlPage Page(
        HttpContext context, PlantForm form, Plant? plant, IReadOnlyDictionary<string, string>? wrong = null,
            SpeciesAnswer? meant = null)
    {
        var services = context.RequestServices;
        var around = SurroundingsOf(services.GetRequiredService<PlantStore>(), services.GetRequiredService<DeviceRegistry>());
        var shell = Shell.Of(context, words => plant is null ? words.AddPlant : words.EditPlant(plant.Name), Place.Plants) with
        {
            Scripts = ["htmx.min.js", "picker.js"], Styles = ["care.css"],
        };
        var view = PlantEditView.Of(shell, form, wrong ?? new Dictionary<string, string>(), meant, around, plant);
        return new HtmlPage(
            PlantEditHtml.Create(view), wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static HtmlPage ShowNew(HttpContext context) => Page(context, new PlantForm(), null);

    private static async Task<IResult> Add(HttpContext context, PlantEditor editor, SpeciesCatalogue species)
    {
        var form = await PlantForm.Read(context);
        var meant = SpeciesAnswer.Of(form, species);
        if (editor.Check(form, meant, null, Languages.Of(context.Request)) is { Count: > 0 } wrong)
            return Page(context, form, null, wrong, meant);
        return Navigation.To(context, $"/plants/{editor.Add(form, meant.Id, context)}");
    }

    private static IResult ShowEdit(
        string id, HttpContext context, PlantStore plants, SpeciesCatalogue species, DeviceRegistry devices) =>
        plants.Find(id) is { } kept
            ? Page(context, PlantForm.Of(kept.Value, kept.Version, species, devices), kept.Value)
            : PlantsApi.NoSuchPlant(id);

    private static async Task<IResult> Change(
        string id, HttpContext context, PlantStore plants, PlantEditor editor, SpeciesCatalogue species)
    {
        if (plants.Find(id) is not { } kept) return PlantsApi.NoSuchPlant(id);
        var (form, words) = (await PlantForm.Read(context), Languages.Of(context.Request));
        var meant = SpeciesAnswer.Of(form, species);
        if (editor.Check(form, meant, kept.Value, words) is { Count: > 0 } wrong) return Page(
            context, form, kept.Value, wrong, meant);
        if (editor.Change(id, form, meant.Id, context) is { } refusal)
        {
            if (refusal.StatusCode != StatusCodes.Status412PreconditionFailed || plants.Find(id) is not { } now) return refusal;

            // What was typed stays; sent once more it is a change of the plant as it is now.
            return Page(
                context, form with { Version = now.Version }, now.Value,
                new Dictionary<string, string> { ["version"] = words.PlantChangedMeanwhile });
        }

        return Navigation.To(context, $"/plants/{id}");
    }

    private static HtmlPage Find(HttpContext context, string? species, SpeciesCatalogue catalogue) =>
        new(SpeciesRowsHtml.Create(SpeciesRows.Of(Languages.Of(context.Request), catalogue, species)));

    private static PlantSurroundings SurroundingsOf(PlantStore plants, DeviceRegistry devices)
    {
        var all = plants.All.Select(plant => plant.Value).Where(plant => plant.PutAwayAt is null).ToList();
        var byDevice = all.Where(plant => plant.Watched is not null).ToLookup(
            plant => plant.Watched!.Device, plant => plant.Name);
        return new PlantSurroundings(
            [.. all.Select(plant => plant.Place).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
            [.. devices.Active.Select(device => new KnownDevice(device.Id, device.Name, [.. byDevice[device.Number]]))]);
    }
}
