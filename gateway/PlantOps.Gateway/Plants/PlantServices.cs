using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Plants;

internal static class PlantServices
{
    public static IServiceCollection AddPlants(this IServiceCollection services)
    {
        services.AddJson(PlantsJson.Default).AddExamples(PlantExamples.All);
        services.AddOptions<SeasonOptions, SeasonOptionsSetup>();
        services.AddSingleton<IPlantRecords, PlantOwnRecords>();
        services.AddSingleton<PlantStatusCache>();
        services.AddSingleton<PlantStore>();
        services.AddShared<PlantStore>(RecordSet.Plants.Name, "Reading of plants", plants => plants.Notice());
        services.AddShared<PlantStore>(RecordSet.Species.Name, "Reading of species", plants => plants.Notice());
        services.AddSingleton<PlantViews>();
        services.AddSingleton<PlantChanges>();
        services.AddSingleton<PlantRemoval>();
        services.AddSingleton<ReadingRemovals>();
        services.AddSingleton<ReadingRemover>();
        services.AddSupervised<ReadingRemovalService>();
        services.AddSingleton<WatchMoves>();
        services.AddSingleton<PlantJournal>();
        services.AddSingleton<CalibrationProposals>();
        services.AddSingleton<PlantPhotos>();
        services.AddSingleton<PhotoChanges>();
        services.AddSingleton<PlantTelemetryReader>();
        return services;
    }

    public static void MapPlantRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapPlants();
        routes.MapPlantDevice();
        routes.MapPlantTelemetry();
        routes.MapPlantExport();
        routes.MapJournal();
        routes.MapPhoto();
        routes.MapPhotos();
        routes.MapMute();
        routes.MapPlantCalibration();
    }
}
