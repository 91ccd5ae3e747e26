using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Events;

internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddJson(EventsJson.Default);
        services.AddSingleton<LiveEvents>();
        services.AddSupervised<LiveReadings>();
        services.AddSupervised<LiveDevices>();
        services.AddSupervised<LiveEnrolments>();
        return services;
    }
}
