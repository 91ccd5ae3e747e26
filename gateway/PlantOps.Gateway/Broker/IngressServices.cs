using PlantOps.Gateway.Broker.SetAside;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Broker;

internal static class IngressServices
{
    public static IServiceCollection AddIngress(this IServiceCollection services)
    {
        services.AddJson(SetAsideJson.Default).AddExamples(SetAsideExamples.All);
        services.AddSingleton<SetAsideMessages>();
        services.AddSingleton<BrokerMetrics>();
        services.AddSingleton<DeviceMessageRouter>();
        services.AddSingleton<Ingress>();
        services.AddSingleton<TelemetryIntake>();
        return services;
    }
}
