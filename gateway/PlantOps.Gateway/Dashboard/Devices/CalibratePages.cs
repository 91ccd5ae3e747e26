using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Calibration;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Calibrates a soil probe: air, water, done.</summary>
internal static class CalibratePages
{
    private const string Route = "/devices/{id}/calibrate";

    public static void MapCalibratePages(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Route).RequireAuthorization(AccessPolicies.Manage);
        group.MapGet("/", Show);
        group.MapGet("/live", Live);
        group.MapPost("/begin", Begin);
        group.MapPost("/take", Take);
        group.MapPost("/apply", Apply);
        group.MapPost("/end", End);
    }

    private static IResult Show(string id, HttpContext context, CalibrationReader reader) => Page(id, context, reader, null);

    // Where scripts do not run the page is loaded anew.
    private static IResult Live(string id, HttpContext context, CalibrationReader reader)
    {
        if (!context.Request.IsFromHtmx()) return Navigation.To(context, PathOf(id));
        return reader.Find(id) is { } facts
            ? new HtmlPage(RawNowHtml.Create(RawNow.Of(facts, Languages.Of(context.Request))))
            : DevicesApi.NoSuchDevice(id);
    }

    private static async Task<IResult> Begin(string id, HttpContext context, DeviceRegistry devices, Calibrations calibrations)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isProbe = int.TryParse(form["probe"], out var probe)
            && probe is >= SoilChannels.First and <= SoilChannels.FirmwareMost;
        await calibrations.Begin(device, isProbe ? probe : SoilChannels.First, context.Principal());
        return Navigation.To(context, PathOf(id));
    }

    private static IResult Take(
        string id, HttpContext context, DeviceRegistry devices, Calibrations calibrations, CalibrationReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        return calibrations.Take(device)
            ? Navigation.To(context, PathOf(id))
            : Page(id, context, reader, Languages.Of(context.Request).CalibrateNotAtRest);
    }

    private static async Task<IResult> Apply(
        string id, HttpContext context, DeviceRegistry devices, Calibrations calibrations, CalibrationReader reader)
    {
        if (devices.Find(id) is not { RetiredAt: null } device) return DevicesApi.NoSuchDevice(id);
        var words = Languages.Of(context.Request);
        if (calibrations.Find(device) is not { WetRaw: not null }) return Page(id, context, reader, words.CalibrateTimeIsOver);
        var errors = await calibrations.Apply(device, context.Principal());
        return errors.Count == 0
            ? Navigation.To(context, $"/devices/{id}#settings")
            : Page(id, context, reader, words.DevicePointsProblem(Contracts.Limits.MinSoilSpan));
    }

    private static async Task<IResult> End(string id, HttpContext context, DeviceRegistry devices, Calibrations calibrations)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        await calibrations.End(device, context.Principal());
        return Navigation.To(context, $"/devices/{id}");
    }

    private static IResult Page(string id, HttpContext context, CalibrationReader reader, string? problem)
    {
        if (reader.Find(id) is not { } facts) return DevicesApi.NoSuchDevice(id);
        var shell = Shell.Of(context, words => words.CalibrateTitle, Place.Devices) with
        {
            Scripts = ["htmx.min.js", "app.js", "devices.js"], Styles = DevicesPage.Styles,
        };
        var status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new HtmlPage(CalibrateHtml.Create(CalibrateView.Of(shell, facts, problem)), status);
    }

    private static string PathOf(string id) => $"/devices/{id}/calibrate";
}
