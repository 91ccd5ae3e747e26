using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Says which plant a device is with: one that there is, or a new one.</summary>
internal static class DevicePlantPages
{
    private const string Name = "plant";

    public static void MapDevicePlantPages(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/devices/{id}/plant", Watch).RequireAuthorization(AccessPolicies.Own);

    /// <summary>Asks for it.</summary>
    public static FormField Field(IWords words, IReadOnlyList<string> known, string? typed, string? problem) =>
        new(Name, words.EnrolPlant, typed, problem)
        {
            Help = words.EnrolPlantHelp, IsRequired = true, MaxLength = Limits.MaxNameLength, Suggestions = known,
        };

    private static async Task<IResult> Watch(
        string id, HttpContext context, DeviceRegistry devices, DeviceReader reader, PlantStore plants, SpeciesCatalogue species,
        PlantChanges changes, WatchMoves moves, EnrolmentProgress progress, AuditLog audit)
    {
        if (devices.Find(id) is null) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = form[Name].ToString().Trim();
        var words = Languages.Of(context.Request);
        var request = new PlantRequest { Name = typed };
        if (request.Check(species).Count > 0)
        {
            var problem = typed.Length == 0 ? words.EnrolPlantMissing : words.DeviceNameProblem(Limits.MaxNameLength);
            return Refused(context, reader, typed, problem);
        }

        var watch = new WatchRequest { DeviceId = id, Since = progress.Find(form["enrolment"].ToString())?.AdmittedAt };
        var plantId = plants.All.FirstOrDefault(plant => IsCalled(plant.Value, typed))?.Id
            ?? Add(context, changes, request, audit);
        if (moves.Check(plantId, watch).Count > 0) watch = new WatchRequest { DeviceId = id };
        var (watched, refusal) = changes.Apply(plantId, context, kept => moves.Move(kept, watch));
        if (watched is null) return refusal!;
        audit.Note(context.Principal(), "plant.watch", plantId);
        return Navigation.To(context, $"/plants#plant-{plantId}");
    }

    private static bool IsCalled(Plant plant, string name) =>
        plant.PutAwayAt is null && string.Equals(plant.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Add(HttpContext context, PlantChanges changes, PlantRequest request, AuditLog audit)
    {
        var plant = changes.Add(request, context.Response);
        audit.Note(context.Principal(), "plant.add", plant.Id, plant.Name);
        return plant.Id;
    }

    private static HtmlPage Refused(HttpContext context, DeviceReader reader, string typed, string problem)
    {
        var shell = Shell.Of(context, words => words.EnrolWhichPlant, Place.Devices) with { Styles = DevicesPage.Styles };
        var field = Field(shell.Words, reader.PlantNames(), typed, problem);
        var view = new NewDeviceView(shell, field, FormField.ProblemsOf(shell.Words, field), shell.Words.Save);
        return new HtmlPage(NewDeviceHtml.Create(view), StatusCodes.Status422UnprocessableEntity);
    }
}
