using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Telemetry.Retention;

internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions, RetentionOptionsSetup>();
        services.AddSingleton<RetentionPolicy>();
        services.AddSingleton<HistoryPause>();
        services.AddSingleton<HistoryKeeping>();
        services.AddSupervised<HistoryService>();
        return services;
    }
}
