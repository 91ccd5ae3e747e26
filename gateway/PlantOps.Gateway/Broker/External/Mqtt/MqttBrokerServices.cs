using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Mqtt;

internal static class MqttBrokerServices
{
    /// <summary>Any MQTT 5 broker with shared subscriptions: mosquitto, EMQX, HiveMQ, VerneMQ.</summary>
    public static IServiceCollection AddMqttBroker(this IServiceCollection services)
    {
        services.AddSingleton<MqttConnector>();
        services.AddSingleton<MqttLink>();
        services.AddSingleton<IDeviceLink>(provider => provider.GetRequiredService<MqttLink>());
        services.AddSingleton<GatewayClientId>();
        services.AddSupervised<MqttSource>();
        return services;
    }
}
