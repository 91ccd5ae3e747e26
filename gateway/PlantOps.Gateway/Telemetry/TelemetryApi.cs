using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Telemetry;

internal static class TelemetryApi
{
    /// <summary>Most readings in one answer: 69 days at one a minute.</summary>
    public const int MaxReadings = 100_000;

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/devices/{id}/telemetry", Read)
        .WithTags("Telemetry")
        .WithSummary("Readings of a device as columns, by time; from ≤ t < to.")
        .RequireAuthorization(AccessPolicies.Read)
        .Produces<TelemetryAnswer>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<TelemetryStream, ValidationProblem, ProblemHttpResult> Read(
        string id, [AsParameters] TelemetryParameters parameters, DeviceRegistry devices, IReadingStore store, TimeProvider time)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        var query = TelemetryQuery.Parse(parameters, time.GetUtcNow().ToUnixTimeMilliseconds(), out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var start = Stopwatch.GetTimestamp();
        var readings = store.Read(device.Number, query.From, query.To, MaxReadings + 1);
        return readings.Count > MaxReadings
            ? TooMany(query, readings)
            : new TelemetryStream(new TelemetryColumns(id, query, readings), Stopwatch.GetElapsedTime(start));
    }

    private static ProblemHttpResult TooMany(TelemetryQuery query, List<Reading> readings) => TypedResults.Problem(
        $"There are more than {MaxReadings} readings between from={query.From} and to={query.To}. Ask in parts: the first part is " +
        $"from={query.From}&to={readings[MaxReadings].Time}, the next starts at from={readings[MaxReadings].Time}.",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest });
}

/// <summary>An answer that is written as it is read; says in <c>Server-Timing</c> (W3C) how long the store took.</summary>
internal sealed class TelemetryStream(TelemetryColumns columns, TimeSpan store) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"store;dur={store.TotalMilliseconds:0.00}");
        return columns.WriteTo(httpContext.Response, httpContext.RequestAborted);
    }
}
