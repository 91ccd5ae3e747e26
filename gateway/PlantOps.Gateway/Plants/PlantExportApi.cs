using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Plants;

/// <summary>Readings of a plant for somewhere else.</summary>
internal static class PlantExportApi
{
    public static void MapPlantExport(this IEndpointRouteBuilder routes) => routes
        .MapGet(PlantsApi.Path + "/{id}/export", Download)
        .WithTags("Plants")
        .WithSummary(
            "Readings of a plant as a CSV file, as exports have them: what each device measured while it watched the plant.")
        .RequireAuthorization(AccessPolicies.Read)
        .Counts(RequestLoad.Download)
        .Produces(StatusCodes.Status200OK, contentType: "text/csv")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<ExportStream, ProblemHttpResult> Download(
        string id, PlantStore plants, DeviceRegistry devices, ReadingExport export, TimeProvider time)
    {
        if (plants.Find(id)?.Value is not { } plant) return PlantsApi.NoSuchPlant(id);
        var parts =
            from watch in plant.Watches
            let device = devices.Find(watch.Device)
            where device is not null
            select new ExportPart(device, watch.Stream, watch.From, watch.To ?? long.MaxValue);
        var query = new ExportQuery([], long.MinValue, long.MaxValue, ArchiveFormat.Csv) { Parts = [.. parts] };
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new ExportStream(export, query, $"{plant.Id}-{day}.csv");
    }
}
