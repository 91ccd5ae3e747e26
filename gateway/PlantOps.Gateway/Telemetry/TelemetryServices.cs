using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<IngestState>();
        services.AddSingleton<TelemetryMetrics>();
        services.AddSingleton<TelemetryReader>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<IngestState>());
        services.AddHostedService<IngestWriter>();
        return services;
    }
}
