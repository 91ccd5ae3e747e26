using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.VirtualPlants;

internal static class VirtualPlantServices
{
    public static IServiceCollection AddVirtualPlants(this IServiceCollection services)
    {
        services.AddSingleton<VirtualPlantStore>();
        services.AddSingleton<IPlantRecords>(provider => provider.GetRequiredService<VirtualPlantStore>());
        services.AddSingleton<VirtualPlantDevices>();
        services.AddSingleton<VirtualPlantCare>();
        services.AddSupervised<VirtualPlantService>();
        return services;
    }
}
