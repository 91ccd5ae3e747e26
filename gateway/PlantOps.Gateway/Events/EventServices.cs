using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Events;

internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddJson(EventsJson.Default);
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<EventRelay>();
        services.AddFleetTopic<EventRelay>(
            EventRelay.WantedName, "Listeners at other gateways", (relay, message) => relay.HearWanted(message));
        services.AddFleetTopic<EventRelay>(
            EventRelay.EventName, "Events of other gateways", (relay, message) => relay.HearEvents(message));
        if (StoreOptionsSetup.ProviderIn(configuration)?.IsServer == true) services.AddSupervised<EventRelaying>();
        services.AddSupervised<LiveReadings>();
        services.AddSupervised<LiveDevices>();
        services.AddSupervised<LiveEnrolments>();
        return services;
    }
}
