using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Broker.External.Access;

internal static class BrokerAccessServices
{
    /// <summary>Who may connect to a broker of the owner's: answers for brokers that ask.</summary>
    public static IServiceCollection AddBrokerAccess(this IServiceCollection services)
    {
        services.AddJson(BrokerAccessJson.Default);
        services.AddOptions<BrokerAccessOptions, BrokerAccessOptionsSetup>();
        services.AddSingleton<BrokerAccess>();
        services.AddSingleton<BrokerKey>();
        services.AddSingleton<RabbitMqQuestions>();
        services.AddSupervised<EndedConnections>();
        return services;
    }
}
