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
        string id, [AsParameters] TelemetryParameters parameters, DeviceRegistry devices, TelemetryReader reader, TimeProvider time)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        var query = TelemetryQuery.Parse(parameters, time.GetUtcNow().ToUnixTimeMilliseconds(), out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var answer = reader.Read(id, device.Number, query, MaxReadings + 1);
        if (answer.Readings.Count <= MaxReadings) return answer;
        using (answer) return TooMany(query, answer.Readings[MaxReadings].Time);
    }

    private static ProblemHttpResult TooMany(TelemetryQuery query, long end) => TypedResults.Problem(
        $"There are more than {MaxReadings} readings between from={query.From} and to={query.To}. Ask in parts: the first part is " +
        $"from={query.From}&to={end}, the next starts at from={end}.",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest });
}
