using OpenTelemetry.Metrics;

namespace PlantOps.Gateway.Operations.Metrics;

internal static class MetricsServices
{
    public static IServiceCollection AddGatewayMetrics(this IServiceCollection services)
    {
        services.AddSingleton<GatewayMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(GatewayMetrics.MeterName, "System.Runtime")
            .AddPrometheusExporter());
        return services;
    }
}
