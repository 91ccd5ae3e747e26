using Microsoft.Extensions.Options;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Tells an admitted device all it needs.</summary>
internal sealed class RegistrationAnswer(ServerCertificates certificates, IOptions<EndpointOptions> endpoints, TimeProvider time)
{
    /// <param name="admitted">The device and its password.</param>
    /// <param name="host">How the device called the gateway; under that name it finds the broker, too.</param>
    public RegistrationResponse For(AdmittedDevice admitted, string host) => new()
    {
        DeviceId = admitted.Device.Id,
        HardwareId = admitted.Device.HardwareId,
        // An IPv6 address stands in brackets in a URL and nowhere else.
        MqttHost = host.Trim('[', ']'),
        MqttPort = endpoints.Value.MqttTlsPort,
        MqttUsername = admitted.Device.Id,
        MqttPassword = admitted.Password,
        TelemetryTopic = DeviceTopic.Format(admitted.Device.Id, TopicKind.Telemetry),
        HeartbeatTopic = DeviceTopic.Format(admitted.Device.Id, TopicKind.Heartbeat),
        IntervalS = admitted.Device.IntervalSeconds,
        CaPem = certificates.Authority.Pem,
        ServerTime = time.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
