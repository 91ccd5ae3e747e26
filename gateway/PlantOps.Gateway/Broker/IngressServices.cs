namespace PlantOps.Gateway.Broker;

internal static class IngressServices
{
    public static IServiceCollection AddIngress(this IServiceCollection services)
    {
        services.AddSingleton<BrokerMetrics>();
        services.AddSingleton<DeviceMessageRouter>();
        services.AddSingleton<Ingress>();
        services.AddSingleton<TelemetryIntake>();
        return services;
    }
}
