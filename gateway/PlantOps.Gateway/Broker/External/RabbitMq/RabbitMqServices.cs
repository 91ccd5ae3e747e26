using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

internal static class RabbitMqServices
{
    /// <summary>RabbitMQ, of one node or several: devices speak MQTT to it, and the gateway AMQP.</summary>
    public static IServiceCollection AddRabbitMq(this IServiceCollection services)
    {
        services.AddSingleton<RabbitMqConnector>();
        services.AddSingleton<RabbitMqLink>();
        services.AddSingleton<IDeviceLink>(provider => provider.GetRequiredService<RabbitMqLink>());
        services.AddSupervised<RabbitMqSource>();
        return services;
    }
}
