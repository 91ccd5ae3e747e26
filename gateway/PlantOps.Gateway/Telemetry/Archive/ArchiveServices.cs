namespace PlantOps.Gateway.Telemetry.Archive;

internal static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddSingleton<ReadingExport>();
        services.AddSingleton<ReadingImport>();
        return services;
    }

    public static void MapArchive(this IEndpointRouteBuilder routes)
    {
        routes.MapExport();
        routes.MapImport();
    }
}
