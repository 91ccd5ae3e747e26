using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants;

/// <summary>What was measured at a plant, whichever device did.</summary>
internal static class PlantTelemetryApi
{
    public static void MapPlantTelemetry(this IEndpointRouteBuilder routes) => routes
        .MapGet(PlantsApi.Path + "/{id}/telemetry", Read)
        .WithTags("Plants")
        .WithSummary("Readings of a plant as columns, by time; from ≤ t < to.")
        .WithDescription(
            """
            `segments` has one entry for each time in which a device watched the plant, oldest first, in the form of a device's own
            telemetry, with its `damaged` where something stored cannot be read. A period of a resolution other than `raw` in which the device changed has readings from before or after it.
            """)
        .RequireAuthorization(AccessPolicies.Read)
        .Produces<PlantTelemetryAnswer>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<PlantTelemetry, ValidationProblem, ProblemHttpResult> Read(
        string id, [AsParameters] TelemetryParameters parameters, PlantStore plants, PlantTelemetryReader reader,
        TimeProvider time)
    {
        if (plants.Find(id) is not { } plant) return PlantsApi.NoSuchPlant(id);
        var query = TelemetryQuery.Parse(parameters, time.GetUtcNow().ToUnixTimeMilliseconds(), out var errors);
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);
        var answer = reader.Read(plant.Value, query);
        if (answer.Count <= TelemetryApi.MaxReadings) return answer;
        answer.Dispose();
        return TypedResults.Problem(
            $"There are more than {TelemetryApi.MaxReadings} rows. Ask for a shorter time, or with resolution=1h, 1d or a "
                + $"number of points like 500.",
            statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?> { ["code"] = ErrorCodes.InvalidRequest });
    }
}

/// <summary>Reads what the devices of a plant measured while they watched it.</summary>
internal sealed class PlantTelemetryReader(TelemetryReader reader, DeviceRegistry devices)
{
    /// <summary>All rows, or one more than <see cref="TelemetryApi.MaxReadings"/> where there are too many.</summary>
    public PlantTelemetry Read(Plant plant, TelemetryQuery query)
    {
        var segments = new List<TelemetryStream>();
        var left = TelemetryApi.MaxReadings + 1;
        foreach (var watch in plant.Watches)
        {
            var part = query with { From = Math.Max(query.From, watch.From), To = Math.Min(query.To, watch.To ?? query.To) };
            if (part.From >= part.To || devices.Find(watch.Device) is not { } device) continue;
            var segment = reader.Read(device.Id, watch.Stream, part, left);
            segments.Add(segment);
            left -= segment.Rows.Count;
            if (left <= 0) break;
        }

        return new PlantTelemetry(plant.Id, segments);
    }
}

/// <summary>Several devices' answers, one after the other, written as they are read.</summary>
internal sealed class PlantTelemetry(string plantId, IReadOnlyList<TelemetryStream> segments) : IResult, IDisposable
{
    public int Count => segments.Sum(segment => segment.Rows.Count);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (this)
        {
            var response = httpContext.Response;
            response.ContentType = "application/json; charset=utf-8";

            // An id is letters, digits and dashes.
            await response.WriteAsync($$"""{"plant_id":"{{plantId}}","segments":[""", httpContext.RequestAborted);
            for (var i = 0; i < segments.Count; i++)
            {
                if (i > 0) await response.WriteAsync(",", httpContext.RequestAborted);
                await segments[i].Rows.WriteTo(response, httpContext.RequestAborted);
            }

            await response.WriteAsync("]}", httpContext.RequestAborted);
        }
    }

    public void Dispose()
    {
        foreach (var segment in segments) segment.Dispose();
    }
}

/// <summary>The form of what <see cref="PlantTelemetry"/> writes, for the API's description.</summary>
internal sealed class PlantTelemetryAnswer
{
    public required string PlantId { get; init; }

    public required TelemetryAnswer[] Segments { get; init; }
}
