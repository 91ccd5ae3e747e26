using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>One device: what it is, what it should be, what it is told, and what becomes of it.</summary>
internal static class DevicePages
{
    private const string Path = "/devices/{id}";

    public static void MapDevicePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Path + "/live", Listen).RequireAuthorization(AccessPolicies.Read).Counts(RequestLoad.Stream);
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Manage);
        group.MapPost("/settings", ChangeSettings);
        group.MapPost("/commands", Tell);
        group.MapPost("/rename", Rename);
        group.MapPost("/claim", Claim);
        group.MapPost("/release", Release);
        group.MapPost("/retire", Retire);
        pages.MapMappingPages();
    }

    private static IResult Show(string id, HttpContext context, DeviceDetailsReader reader) => Page(id, context, reader, null);

    private static IResult Listen(string id, DeviceRegistry devices) =>
        devices.Find(id) is { } device ? new DeviceStream(device.Id, device.Number) : DevicesApi.NoSuchDevice(id);

    private static async Task<IResult> ChangeSettings(
        string id, HttpContext context, DeviceRegistry devices, SettingsRegistry settings, SettingsChanges changes,
        DeviceDetailsReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var words = Languages.Of(context.Request);
        var (change, refusal) = new DeviceSettingsForm(settings.Of(device)).Read(form, words);
        if (refusal is not null) return Page(id, context, reader, refusal);
        if (SettingsMerge.ByName(change).Count == 0)
            return Page(id, context, reader, DeviceSettingsForm.Refuse(form, [], words));
        var errors = await changes.Apply(device, change, context.Principal());
        return errors.Count > 0
            ? Page(id, context, reader, DeviceSettingsForm.Refuse(form, errors.Keys, words))
            : Back(id, context);
    }

    private static async Task<IResult> Tell(
        string id, HttpContext context, DeviceRegistry devices, DeviceCommands commands, DeviceDetailsReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["command"].ToString();
        if (!CommandsPart.Has(name)) return Back(id, context);
        if (CommandsPart.IsGrave(name) && Unconfirmed(context, form, name, device) is { } refusal)
            return Page(id, context, reader, refusal);
        if (commands.CanBeTold(device)) await commands.Tell(device, name, context.Principal(), context.RequestAborted);

        // The page says what became of it, also that nothing could be told.
        return Back(id, context);
    }

    private static async Task<IResult> Rename(
        string id, HttpContext context, DeviceRegistry devices, DeviceLife life, AuditLog audit, DeviceDetailsReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["name"].ToString();
        if (DeviceNames.Check(name) is not null)
        {
            var problem = Languages.Of(context.Request).DeviceNameProblem(Limits.MaxNameLength);
            return Page(id, context, reader, Refusal.Of("name", name, problem));
        }

        if (life.Rename(device, name.Trim(), null) is { } renamed)
            audit.Note(context.Principal(), "device.rename", id, renamed.Name);
        return Back(id, context);
    }

    private static IResult Claim(
        string id, HttpContext context, DeviceRegistry devices, Enrolments enrolments, TimeProvider time) =>
        devices.Find(id) is { } device && enrolments.Claim(device, context.Principal()) is { } code
            ? EnrolPages.Go(context, code, time)
            : DevicesApi.NoSuchDevice(id);

    private static Task<IResult> Release(
        string id, HttpContext context, DeviceRegistry devices, DeviceLife life, AuditLog audit, DeviceDetailsReader reader) =>
        End(id, LifePart.Release, context, devices, reader, device =>
        {
            if (life.Release(device) is not null) audit.Note(context.Principal(), "device.release", id);
            return Back(id, context);
        });

    private static Task<IResult> Retire(
        string id, HttpContext context, DeviceRegistry devices, DeviceLife life, AuditLog audit, DeviceDetailsReader reader) =>
        End(id, LifePart.Retire, context, devices, reader, device =>
        {
            if (life.Retire(device) is not null) audit.Note(context.Principal(), "device.retire", id);
            return Navigation.To(context, DevicesPage.Path);
        });

    private static async Task<IResult> End(
        string id, string what, HttpContext context, DeviceRegistry devices, DeviceDetailsReader reader,
        Func<Device, IResult> end)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Unconfirmed(context, form, what, device) is { } refusal ? Page(id, context, reader, refusal) : end(device);
    }

    private static Refusal? Unconfirmed(HttpContext context, IFormCollection form, string what, Device device)
    {
        var (field, words) = (GraveStep.FieldOf(what), Languages.Of(context.Request));
        var typed = form[field].ToString();
        var isRight = string.Equals(typed.Trim(), device.Name.Trim(), StringComparison.OrdinalIgnoreCase);
        return isRight ? null : Refusal.Of(field, typed, words.DeviceConfirmProblem);
    }

    private static IResult Back(string id, HttpContext context) => Navigation.To(context, $"/devices/{id}");

    /// <summary>The page, with what was refused of what was sent to it.</summary>
    public static IResult Page(string id, HttpContext context, DeviceDetailsReader reader, Refusal? refusal)
    {
        if (reader.Find(id) is not { } details) return DevicesApi.NoSuchDevice(id);
        var shell = Shell.Of(context, _ => details.Facts.Device.Name, Place.Devices) with
        {
            Scripts = Shell.LiveScripts, Styles = DevicesPage.Styles,
        };
        var view = DevicePageView.Of(
            shell, Languages.SpeechOf(context.Request), details, refusal, context.Request.Query["field"]);
        return new HtmlPage(
            DeviceHtml.Create(view), refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
