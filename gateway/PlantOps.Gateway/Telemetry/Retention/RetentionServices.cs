using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry.Retention;

internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<RetentionOptions>, RetentionOptionsSetup>();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsSetup>();
        services.AddOptions<RetentionOptions>().ValidateOnStart();
        services.AddSingleton<HistoryPause>();
        services.AddSingleton<HistoryKeeping>();
        services.AddSupervised<HistoryService>();
        return services;
    }
}
