using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<IngestState>();
        services.AddSingleton<TelemetryMetrics>();
        services.AddHostedService<IngestWriter>();
        services.AddSingleton<IHealthSource, StoreHealth>();
        return services;
    }
}
