using PlantOps.Gateway.Operations.Health;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<IngestState>();
        services.AddSingleton<TelemetryMetrics>();
        services.AddSingleton<SetAsideBudget>();
        services.AddSingleton<GroupWriter>();
        services.AddSingleton<ArrivedReadings>();
        services.AddSingleton<TelemetryReader>();
        services.AddSingleton<RollupReader>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<IngestState>());
        services.AddHostedService<IngestWriter>();
        return services;
    }
}
