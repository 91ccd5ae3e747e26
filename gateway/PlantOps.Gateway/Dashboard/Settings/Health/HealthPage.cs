using System.Diagnostics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Doctor;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.Dashboard.Settings.Health;

/// <summary>How the gateway itself is: its parts, its version, its certificates and who trusts them.</summary>
internal static class HealthPage
{
    public const string Path = "/settings/system";

    public static void MapHealthPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet(Path + "/checks", Checks).RequireAuthorization(AccessPolicies.Own);
    }

    /// <summary>How many parts need a look, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words)
    {
        var report = HealthApi.Report(context.RequestServices.GetServices<IHealthSource>());
        return words.PartsThatFail(report.Components.Count(part => part.Value.Reason is not null));
    }

    // Where scripts do not run the page itself has them.
    private static async Task<IResult> Checks(HttpContext context, Examination examination) => context.Request.IsFromHtmx()
        ? new HtmlPage(ChecksHtml.Create(await Examine(context, examination)))
        : Navigation.To(context, Path + "?checks=true");

    private static async Task<ChecksView> Examine(HttpContext context, Examination examination) =>
        ChecksView.Of(Languages.Of(context.Request), await examination.Run(quick: false, context.RequestAborted));

    private static async Task<HtmlPage> Show(
        HttpContext context, IEnumerable<IHealthSource> sources, CertificatesViews certificates, RecentLog log, Examination examination,
        GatewayFleet fleet, TimeProvider time, bool checks = false)
    {
        using var process = Process.GetCurrentProcess();
        var now = time.GetUtcNow();
        var view = HealthView.Of(
            Shell.Of(context, words => words.SystemTitle, Place.Settings) with { Scripts = ["htmx.min.js", "app.js"] },
            Languages.SpeechOf(context.Request),
            HealthApi.Report(sources),
            certificates.Now(),
            now - new DateTimeOffset(process.StartTime),
            process.WorkingSet64,
            now.ToUnixTimeMilliseconds());
        return new HtmlPage(HealthHtml.Create(view with
        {
            Checks = checks ? await Examine(context, examination) : null,
            Gateways = GatewayRow.Of(fleet, view.Shell.Words),
            Log = [.. log.Newest.Select(entry => LogRow.Of(entry, view.Shell.Words))],
        }));
    }
}
