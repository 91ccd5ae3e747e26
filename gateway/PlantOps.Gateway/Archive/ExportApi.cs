using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Archive;

/// <summary>Readings for somewhere else.</summary>
internal static class ExportApi
{
    /// <summary>For the command line: readings as frames, whatever the format it writes.</summary>
    public const string LocalPath = "/local/readings";

    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/export", Download)
            .WithTags("Telemetry")
            .WithSummary(
                "Readings of some or all devices as a file; from ≤ t < to. An answer that breaks off is not "
                    + "whole; where stored readings are damaged, it breaks off after all others.")
            .RequireAuthorization(AccessPolicies.Read)
            .Counts(RequestLoad.Download)
            .Produces(
                StatusCodes.Status200OK, contentType: "text/csv", additionalContentTypes: ["application/vnd.apache.parquet"])
            .ProducesValidationProblem();
        routes.MapGet(LocalPath, Send).LocalOnly();
    }

    private static Results<ExportStream, ValidationProblem> Download(
        [AsParameters] ExportParameters parameters, DeviceRegistry devices, ReadingExport export, TimeProvider time)
    {
        var query = ExportQuery.Parse(parameters, devices, out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new ExportStream(export, query, $"plantops-{day}.{ArchiveFormats.Name(query.Format)}");
    }

    private static Results<ExportFrames, ValidationProblem> Send(
        [AsParameters] ExportParameters parameters, DeviceRegistry devices, ReadingExport export)
    {
        var query = ExportQuery.Parse(parameters, devices, out var errors);
        return errors.Count > 0 ? TypedResults.ValidationProblem(errors) : new ExportFrames(export, query);
    }
}
