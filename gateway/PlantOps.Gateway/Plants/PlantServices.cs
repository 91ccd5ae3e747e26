namespace PlantOps.Gateway.Plants;

internal static class PlantServices
{
    public static IServiceCollection AddPlants(this IServiceCollection services)
    {
        services.AddSingleton<PlantStore>();
        return services;
    }
}
