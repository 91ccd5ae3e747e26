using System.Diagnostics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Logging;

namespace PlantOps.Gateway.Dashboard.Settings.Health;

/// <summary>How the gateway itself is: its parts, its version, its certificates and who trusts them.</summary>
internal static class HealthPage
{
    public const string Path = "/settings/system";

    public static void MapHealthPage(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Own);

    /// <summary>How many parts need a look, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words)
    {
        var report = HealthApi.Report(context.RequestServices.GetServices<IHealthSource>());
        return words.PartsThatFail(report.Components.Count(part => part.Value.Reason is not null));
    }

    private static HtmlPage Show(
        HttpContext context, IEnumerable<IHealthSource> sources, CertificatesViews certificates, RecentLog log, TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        var now = time.GetUtcNow();
        var view = HealthView.Of(
            Shell.Of(context, words => words.SystemTitle, Place.Settings) with { Scripts = ["app.js"] },
            Languages.SpeechOf(context.Request),
            HealthApi.Report(sources),
            certificates.Now(),
            now - new DateTimeOffset(process.StartTime),
            process.WorkingSet64,
            now.ToUnixTimeMilliseconds());
        return new HtmlPage(HealthHtml.Create(view with
        {
            Log = [.. log.Newest.Select(entry => LogRow.Of(entry, view.Shell.Words))],
        }));
    }
}
