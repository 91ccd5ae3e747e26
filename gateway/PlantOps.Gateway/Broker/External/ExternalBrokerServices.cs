using Microsoft.Extensions.Options;
using PlantOps.Contracts.Enrolment;
using PlantOps.Gateway.Broker.External.Access;
using PlantOps.Gateway.Broker.External.Access.Mosquitto;
using PlantOps.Gateway.Broker.External.Mqtt;
using PlantOps.Gateway.Broker.External.RabbitMq;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// A broker of the owner's, which devices connect to and which the gateway is a client of. What a kind of broker needs of its
/// own is an <see cref="Devices.IDeviceLink"/> and a service that hands what arrives to <see cref="ExternalPublishes"/>.
/// </summary>
internal static class ExternalBrokerServices
{
    public static IServiceCollection AddExternalBroker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BrokerOptions, BrokerOptionsSetup>();
        services.AddSingleton<BrokerTrust>();
        services.AddSingleton<ExternalPublishes>();
        services.AddSingleton<IBrokerForDevices, ExternalBroker>();
        services.AddSupervised<StoredNotices>();
        services.AddSupervised<DesiredOnReport>();
        services.AddSupervised<TrustRollout>();
        services.AddBrokerAccess(configuration);
        return BrokerMode.In(configuration) switch
        {
            BrokerMode.Mqtt => services.AddMqttBroker(),
            BrokerMode.RabbitMq => services.AddRabbitMq(),
            var other => throw new GatewayStartException($"{BrokerMode.Setting.Key} {other} is not there yet."),
        };
    }

    /// <summary>
    /// Found where the settings say; on the gateway's own machine under the name by which a device found the gateway.
    /// </summary>
    private sealed class ExternalBroker(IOptions<BrokerOptions> options, IConfiguration configuration, IServiceProvider services)
        : IBrokerForDevices
    {
        public string Acknowledge => Acknowledgements.Stored;

        public Task LetInAsync(AdmittedDevice admitted, CancellationToken cancellationToken) =>
            services.GetService<DynamicSecurity>()?.LetInAsync(admitted.Device, admitted.Password, cancellationToken)
            ?? Task.CompletedTask;

        public (string Host, int Port) AddressFor(string host)
        {
            if (options.Value.DeviceAddress is { } address) return address;
            var first = options.Value.Addresses[0];
            var isTheirs = first.IsTls && BrokerMode.In(configuration) == BrokerMode.Mqtt;
            return (first.IsThisMachine ? host : first.Host, isTheirs ? first.Port : BrokerOptions.DefaultDevicePort);
        }
    }
}
