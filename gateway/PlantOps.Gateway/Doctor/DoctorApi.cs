using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Doctor;

/// <summary>What is wrong with the gateway and its machine, and a file about it for somebody who helps.</summary>
internal static class DoctorApi
{
    public const string LocalPath = "/local/doctor";
    public const string DiagnosticsPath = "/local/diagnostics";

    public static void MapDoctor(this IEndpointRouteBuilder routes)
    {
        DoctorMetrics.Measure(routes.ServiceProvider);
        routes.MapGet("/api/v1/doctor", Examine)
            .WithTags("Health")
            .WithSummary("What is wrong with the gateway and the machine it runs on, each fault with its remedy. With quick=true "
                + "nothing is written to the disk and nobody is asked in the network.")
            .RequireAuthorization(AccessPolicies.Own);
        routes.MapGet(LocalPath, Examine).LocalOnly();
        routes.MapGet(DiagnosticsPath, Diagnose).LocalOnly();
    }

    private static async Task<Ok<DoctorReport>> Examine(
        Examination examination, bool? quick, CancellationToken cancellationToken) =>
        TypedResults.Ok(DoctorReport.Of(await examination.Run(quick == true, cancellationToken)));

    private static async Task<ContentHttpResult> Diagnose(Diagnostics diagnostics, CancellationToken cancellationToken) =>
        TypedResults.Text(await diagnostics.Write(cancellationToken));
}
