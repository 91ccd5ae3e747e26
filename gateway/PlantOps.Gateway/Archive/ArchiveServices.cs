using PlantOps.Gateway.Web;
namespace PlantOps.Gateway.Archive;

internal static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddJson(ArchiveJson.Default);
        services.AddSingleton<ReadingExport>();
        services.AddSingleton<ReadingImport>();
        services.AddSingleton<FileImport>();
        return services;
    }

    public static void MapArchive(this IEndpointRouteBuilder routes)
    {
        routes.MapExport();
        routes.MapImport();
    }
}
