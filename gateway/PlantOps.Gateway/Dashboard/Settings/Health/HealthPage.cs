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

    /// <summary>What needs a look, by the parts and by what the checks saw when they were last run.</summary>
    public static string StateOf(HttpContext context, IWords words) => words.HowItIs(
        HealthApi.Report(context.RequestServices.GetServices<IHealthSource>()).Components.Count(
            part => part.Value.Reason is not null),
        ChecksView.FaultsIn(context.RequestServices.GetRequiredService<Examination>().Last));

    // Where scripts do not run the page itself has them.
    private static async Task<IResult> Checks(HttpContext context, Examination examination) => context.Request.IsFromHtmx()
        ? new HtmlPage(SeenChecksHtml.Create(
            new SeenChecks(await Examine(context, examination), StateOf(context, Languages.Of(context.Request)))))
        : Navigation.To(context, Path + "?checks=true");

    private static async Task<ChecksView> Examine(HttpContext context, Examination examination) =>
        ChecksView.Of(Languages.Of(context.Request), await examination.Run(quick: false, context.RequestAborted));

    private static async Task<HtmlPage> Show(
        HttpContext context, IEnumerable<IHealthSource> sources, CertificatesViews certificates, RecentLog log,
        Examination examination, GatewayFleet fleet, TimeProvider time, bool? checks)
    {
        using var process = Process.GetCurrentProcess();
        var seen = checks == true ? await Examine(context, examination) : null;
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
            State = StateOf(context, view.Shell.Words),
            Checks = seen,
            Gateways = GatewayRow.Of(fleet, view.Shell.Words),
            Log = [.. log.Newest.Select(entry => LogRow.Of(entry, view.Shell.Words))],
        }));
    }
}
