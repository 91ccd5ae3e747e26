using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>The MQTT broker inside the gateway, on Kestrel's own endpoints.</summary>
internal static class EmbeddedBrokerServices
{
    public static IServiceCollection AddEmbeddedBroker(this IServiceCollection services)
    {
        services.AddSingleton<BrokerLog>();
        services.AddSingleton<ClientFaults>();
        services.AddSingleton<DelayedWills>();
        services.AddSingleton<DeviceConnectionHandler>();
        services.AddSingleton<DeviceLogin>();
        services.AddSingleton<DeviceMessages>();
        services.AddSingleton<DeviceSessions>();
        services.AddSingleton<ReaderFeed>();
        services.AddSingleton<ExactlyOnce>();
        services.AddSingleton<PendingConnections>();
        services.AddSingleton<PublishGate>();
        services.AddSingleton<DeviceBroker>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<DeviceBroker>());
        services.AddSingleton<IDeviceLink>(provider => provider.GetRequiredService<DeviceBroker>());
        services.AddSingleton<IBrokerForDevices, EmbeddedBroker>();
        services.AddHostedService(provider => provider.GetRequiredService<DeviceBroker>());
        services.AddSupervised<LockedOutDevices>();
        services.AddSupervised<RetainedSettings>();
        services.AddSupervised<TrustRollout>();
        return services;
    }

    /// <summary>MQTT over TLS on every address, and in the clear on loopback where that is switched on.</summary>
    public static void ListenForDevices(this KestrelServerOptions kestrel, EndpointOptions endpoints, IServiceProvider services)
    {
        var pending = services.GetRequiredService<PendingConnections>();
        kestrel.Listen(endpoints, endpoints.MqttTlsPort, listen =>
        {
            // Before TLS, which is what a connection costs most.
            listen.Limit(pending);
            listen.UseGatewayTls(services.GetRequiredService<ServerCertificates>(), []);
            listen.UseConnectionHandler<DeviceConnectionHandler>();
        });
        if (endpoints.MqttPlainPort == 0) return;
        kestrel.ListenLocalhost(endpoints.MqttPlainPort, listen =>
        {
            listen.Limit(pending);
            listen.UseConnectionHandler<DeviceConnectionHandler>();
        });
    }

    /// <summary>Found under the name by which a device found the gateway.</summary>
    private sealed class EmbeddedBroker(IOptions<EndpointOptions> endpoints) : IBrokerForDevices
    {
        public string Acknowledge => Acknowledgements.Puback;

        public (string Host, int Port) AddressFor(string host) => (host, endpoints.Value.MqttTlsPort);
    }

    private static void Limit(this ListenOptions listen, PendingConnections connections) => listen.Use(next => async connection =>
    {
        var pending = connections.Add(connection);
        connection.Features.Set(pending);
        try
        {
            await next(connection);
        }
        finally
        {
            pending.Release();
        }
    });
}
