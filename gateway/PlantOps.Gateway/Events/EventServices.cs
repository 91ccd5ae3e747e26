namespace PlantOps.Gateway.Events;

internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<LiveEvents>();
        services.AddHostedService<LiveReadings>();
        services.AddHostedService<LiveDevices>();
        services.AddHostedService<LiveEnrolments>();
        return services;
    }
}
