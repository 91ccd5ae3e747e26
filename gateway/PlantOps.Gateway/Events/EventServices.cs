using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Events;

internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<LiveEvents>();
        services.AddSupervised<LiveReadings>();
        services.AddSupervised<LiveDevices>();
        services.AddSupervised<LiveEnrolments>();
        return services;
    }
}
