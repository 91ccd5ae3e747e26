using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Certificates;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Tells an admitted device all it needs.</summary>
internal sealed class RegistrationAnswer(ServerCertificates certificates, IBrokerForDevices broker, TimeProvider time)
{
    /// <param name="admitted">The device and its password.</param>
    /// <param name="host">How the device called the gateway.</param>
    public RegistrationResponse For(AdmittedDevice admitted, string host)
    {
        var (brokerHost, port) = broker.AddressFor(host);
        return new RegistrationResponse
        {
            DeviceId = admitted.Device.Id,
            HardwareId = admitted.Device.HardwareId,
            // An IPv6 address stands in brackets in a URL and nowhere else.
            MqttHost = brokerHost.Trim('[', ']'),
            MqttPort = port,
            MqttUsername = admitted.Device.Id,
            MqttPassword = admitted.Password,
            TelemetryTopic = DeviceTopic.Format(admitted.Device.Id, TopicKind.Telemetry),
            HeartbeatTopic = DeviceTopic.Format(admitted.Device.Id, TopicKind.Heartbeat),
            IntervalS = admitted.Device.IntervalSeconds,
            CaPem = certificates.Authority.Pem,
            ServerTime = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Acknowledge = broker.Acknowledge,
        };
    }
}

/// <summary>What devices are told of the broker that they are to connect to.</summary>
internal interface IBrokerForDevices
{
    /// <summary>Where it is, for a device that called the gateway by that host.</summary>
    (string Host, int Port) AddressFor(string host);

    /// <summary>One of <see cref="Acknowledgements"/>.</summary>
    string Acknowledge { get; }

    /// <summary>Tells a broker that keeps a list of its own that a device may connect from now on; others ask, or know.</summary>
    Task LetInAsync(AdmittedDevice admitted, CancellationToken cancellationToken) => Task.CompletedTask;
}
