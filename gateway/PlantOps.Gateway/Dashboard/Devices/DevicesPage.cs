using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>All devices.</summary>
internal static class DevicesPage
{
    public const string Path = "/devices";

    /// <summary>Styles of all pages of devices.</summary>
    public static readonly string[] Styles = ["devices.css"];

    public static void MapDevicesPage(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);

    private static HtmlPage Show(HttpContext context, string? show, string? page, DeviceReader reader)
    {
        var shell = Shell.Of(context, words => words.Devices, Place.Devices) with { Scripts = ["app.js"], Styles = Styles };
        var number = int.TryParse(page, out var asked) ? asked : 1;
        var view = DevicesView.Of(
            shell, Languages.SpeechOf(context.Request), reader.All(), reader.Watched(), show,
            Math.Clamp(number, 1, int.MaxValue - 1));
        return new HtmlPage(DevicesHtml.Create(view));
    }
}
