using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Readings from somewhere else: a file over the API, and more for the command line of whoever owns the data directory.
/// </summary>
internal static class ImportApi
{
    /// <summary>As the audit log calls what came over the network.</summary>
    public const string Imported = "import.readings";

    public const string DevicesPath = "/local/import/devices";
    public const string ReadingsPath = "/local/import/readings";

    /// <summary>Only says what would become of them.</summary>
    public const string DryRun = "?dry_run=true";

    /// <summary>Enough for <see cref="ArchiveDevices.MaxDevices"/> with ordinary names.</summary>
    public const int MaxDevicesBytes = 32 * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/import", Import)
            .WithTags("Telemetry")
            .WithSummary("Stores the readings of a file of at most 16 MiB, the body, each once: CSV or Parquet by columns, files "
                + "of Home Assistant, ThingSpeak and InfluxDB. Of a file that is wrong nothing is stored; with dry_run of none, "
                + "and the answer says what would be.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .RequireAuthorization(AccessPolicies.Own)
            .Counts(RequestLoad.Download)
            .WithMetadata(new BodyLimit(FileImport.MaxBytes));
        routes.MapPost(DevicesPath, FindDevices).LocalOnly().WithMetadata(new BodyLimit(MaxDevicesBytes));
        routes.MapPost(ReadingsPath, Store).LocalOnly().WithMetadata(new BodyLimit(ImportBatch.LargestBytes));
    }

    /// <summary>As the audit log says it.</summary>
    public static string TextOf(ImportSummary summary) =>
        string.Create(CultureInfo.InvariantCulture,
            $"new: {summary.New}, there already: {summary.Existing}, left out: {summary.Bad}");

    private static async Task<Results<Ok<ImportSummary>, ValidationProblem>> Import(
        HttpContext context, [AsParameters] ImportParameters parameters, FileImport import, AuditLog audit,
        CancellationToken cancellationToken)
    {
        var options = ImportOptions.Parse(parameters.ToText(), out var errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors.GroupBy(error => error.Option.Replace('-', '_'), error => error.Problem)
                .ToDictionary(option => option.Key, option => option.ToArray()));
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var result = await import.RunAsync(body, options, parameters.Steps(), cancellationToken);
        if (result.Summary is not { } summary)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [.. result.Problems] });
        if (summary.Preview is null) audit.Note(context.Principal(), Imported, details: TextOf(summary));
        return TypedResults.Ok(summary);
    }

    private static Results<Ok<ImportTargets>, ValidationProblem> FindDevices(
        ImportDevicesRequest request, HttpContext context, DeviceRegistry registry, AuditLog audit)
    {
        var targets = new ImportDevices(registry).Find(request, out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        if (!request.DryRun)
        {
            var made = string.Join(", ", targets.Created);
            audit.Note(context.Principal(), "import.devices",
                details: $"readings of {targets.Targets.Count} devices; made: {made}");
        }

        return TypedResults.Ok(targets);
    }

    private static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> Store(
        HttpRequest request, [FromQuery(Name = "dry_run")] bool? dryRun, DeviceRegistry registry, ReadingImport import,
        TimeProvider time, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var latest = time.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead;
        var batch = ImportBatch.Read(body.GetBuffer().AsSpan(0, (int)body.Length), registry, latest, out var error);
        if (error is not null) return TypedResults.Problem(error, statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(dryRun ?? false ? import.Compare(batch) : await import.StoreAsync(batch, cancellationToken));
    }

    /// <summary>Larger than what callers over the network may send.</summary>
    public sealed class BodyLimit(int most) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => most;
    }
}
