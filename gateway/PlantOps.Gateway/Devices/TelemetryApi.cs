using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices;

internal static class TelemetryApi
{
    /// <summary>Most readings or periods in one answer: 69 days at one a minute.</summary>
    public const int MaxReadings = 100_000;

    private static readonly string OfSoil =
        string.Join(" and ", MetricNames.Metrics.Where(Metrics.IsOfSoil).Select(metric => $"`{Metrics.Name(metric)}`"));

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/devices/{id}/telemetry", Read)
        .WithTags("Telemetry")
        .WithSummary("Readings of a device as columns, by time; from ≤ t < to.")
        .WithDescription(
            $$"""
            At `raw` each row is a reading. At any other resolution it is a period, `t` its start: whole multiples of its length since
            1970 in UTC, every one that overlaps the range, made of all its readings whether in the range or not. Each metric is then
            `{"min":[…],"mean":[…],"max":[…],"count":[…]}`, of values of quality `ok` only; there is no `boot`, `seq` or `quality`.
            A period without readings is left out, except the first after one that has some: its values are `null` and its counts 0,
            so that a chart's line breaks there. `15m`, `1h` and `1d` reach further back than the readings themselves.
            Where something that was stored cannot be read any more, the rest is given, and `damaged` says which times are missing and why.
            `soil_channel`, 2 to 4, gives the readings with the soil of a further probe of the device as {{OfSoil}}.
            """)
        .RequireAuthorization(AccessPolicies.Read)
        .Produces<TelemetryAnswer>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<TelemetryStream, ValidationProblem, ProblemHttpResult> Read(
        string id,
        [AsParameters] TelemetryParameters parameters,
        [FromQuery(Name = "soil_channel")] string? soilChannel,
        DeviceRegistry devices,
        TelemetryReader reader)
    {
        if (devices.Find(id) is not { } device) return DevicesApi.NoSuchDevice(id);
        var query = TelemetryQuery.Parse(parameters, reader.Now, out var errors);
        if (!StreamId.TryParse(device.Number, soilChannel, out var stream)) errors["soil_channel"] = [StreamId.Expected];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var answer = reader.Read(id, stream, query, MaxReadings + 1);
        if (answer.Rows.Count <= MaxReadings) return answer;
        using (answer) return TooMany(query, answer.Rows.TimeOf(MaxReadings));
    }

    private static ProblemHttpResult TooMany(TelemetryQuery query, long end) => TypedResults.Problem(
        $"There are more than {MaxReadings} {(query.Resolution == Resolution.Raw ? "readings" : $"periods of {query.Resolution.Name}")} " +
        $"between from={query.From} and to={query.To}. Ask for fewer, with resolution=1h, 1d or a number of " +
        $"points like 500; or in parts: the first part is from={query.From}&to={end}, the next starts at from={end}.",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest });
}
