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
    public const string DevicesPath = "/local/import/devices";
    public const string ReadingsPath = "/local/import/readings";

    /// <summary>Enough for <see cref="ArchiveDevices.MaxDevices"/> with ordinary names.</summary>
    public const int MaxDevicesBytes = 32 * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/import", Import)
            .WithTags("Telemetry")
            .WithSummary("Stores the readings of a CSV file of at most 16 MiB, the body, each once. Of a file that is wrong "
                + "nothing is stored.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .RequireAuthorization(AccessPolicies.Own)
            .Counts(RequestLoad.Download)
            .WithMetadata(new BodyLimit(FileImport.MaxBytes))
            .Audited("import.readings", (_, answer) => new AuditSubject(null, TextOf((ImportSummary)answer!)));
        routes.MapPost(DevicesPath, FindDevices).LocalOnly().WithMetadata(new BodyLimit(MaxDevicesBytes))
            .Audited("import.devices", SubjectOf);
        routes.MapPost(ReadingsPath, Store).LocalOnly().WithMetadata(new BodyLimit(ImportBatch.LargestBytes));
    }

    /// <summary>As the audit log says it.</summary>
    public static string TextOf(ImportSummary summary) =>
        string.Create(CultureInfo.InvariantCulture,
            $"new: {summary.New}, there already: {summary.Existing}, left out: {summary.Bad}");

    private static async Task<Results<Ok<ImportSummary>, ValidationProblem>> Import(
        HttpRequest request, [FromQuery(Name = "create_devices")] bool? create, [FromQuery(Name = "skip_bad")] bool? skipBad,
        FileImport import, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var result = await import.RunAsync(body, create ?? false, skipBad ?? false, cancellationToken);
        return result.Summary is { } summary
            ? TypedResults.Ok(summary)
            : TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [.. result.Problems] });
    }

    private static AuditSubject SubjectOf(EndpointFilterInvocationContext request, object? answer) =>
        answer is ImportTargets targets ? new(null, $"readings of {targets.Targets.Count} devices; made: {string.Join(", ", targets.Created)}") : default;

    private static Results<Ok<ImportTargets>, ValidationProblem> FindDevices(ImportDevicesRequest request, DeviceRegistry registry)
    {
        var targets = new ImportDevices(registry).Find(request, out var errors);
        return errors.Count > 0 ? TypedResults.ValidationProblem(errors) : TypedResults.Ok(targets);
    }

    private static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> Store(
        HttpRequest request, DeviceRegistry registry, ReadingImport import, TimeProvider time, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var latest = time.GetUtcNow().ToUnixTimeMilliseconds() + Limits.MaxClockAhead;
        var batch = ImportBatch.Read(body.GetBuffer().AsSpan(0, (int)body.Length), registry, latest, out var error);
        if (error is not null) return TypedResults.Problem(error, statusCode: StatusCodes.Status400BadRequest);
        return TypedResults.Ok(await import.StoreAsync(batch, cancellationToken));
    }

    /// <summary>Larger than what callers over the network may send.</summary>
    public sealed class BodyLimit(int most) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => most;
    }
}
