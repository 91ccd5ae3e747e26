using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using PlantOps.Contracts;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Archive;

/// <summary>Readings from somewhere else, for the command line of whoever owns the data directory.</summary>
internal static class ImportApi
{
    public const string DevicesPath = "/local/import/devices";
    public const string ReadingsPath = "/local/import/readings";

    /// <summary>Enough for <see cref="ArchiveDevices.MaxDevices"/> with ordinary names.</summary>
    public const int MaxDevicesBytes = 32 * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(DevicesPath, FindDevices).LocalOnly().WithMetadata(new BodyLimit(MaxDevicesBytes))
            .Audited("import.devices", SubjectOf);
        routes.MapPost(ReadingsPath, Store).LocalOnly().WithMetadata(new BodyLimit(ImportBatch.LargestBytes));
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
    private sealed class BodyLimit(int most) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => most;
    }
}
