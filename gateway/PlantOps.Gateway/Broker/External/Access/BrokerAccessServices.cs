using PlantOps.Gateway.Broker.External.Access.Mosquitto;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Broker.External.Access;

internal static class BrokerAccessServices
{
    /// <summary>Who may connect to a broker of the owner's: answers for brokers that ask.</summary>
    public static IServiceCollection AddBrokerAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddJson(BrokerAccessJson.Default);
        services.AddOptions<BrokerAccessOptions, BrokerAccessOptionsSetup>();
        services.AddSingleton<BrokerAccess>();
        services.AddSingleton<BrokerKey>();
        services.AddSingleton<RabbitMqQuestions>();
        services.AddSupervised<EndedConnections>();
        if (!BrokerAccessOptions.HasDynamicSecurity(configuration)) return services;
        services.AddSingleton<DynamicSecurityLink>();
        services.AddSingleton<SecurityClients>();
        services.AddSingleton<SecurityList>();
        services.AddSupervised<DynamicSecurity>();
        return services;
    }
}
