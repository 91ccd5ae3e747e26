using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>A device that is let in, and its MQTT client.</summary>
internal sealed class BrokerClient : IDisposable
{
    public const string Password = "a password that only a test would choose";

    private readonly GatewayHost _gateway;

    public BrokerClient(GatewayHost gateway, string hardwareId)
    {
        _gateway = gateway;
        var description = new DeviceDescription("Fern", hardwareId, null, null, []);
        Device = gateway.Services.GetRequiredService<DeviceRegistry>().Admit(description, Password, null)!;
        Mqtt.DisconnectedAsync += ended =>
        {
            Ended.TrySetResult(ended.Reason);
            return Task.CompletedTask;
        };
    }

    public Device Device { get; }

    public IMqttClient Mqtt { get; } = new MqttClientFactory().CreateMqttClient();

    /// <summary>Completes when the connection ends.</summary>
    public TaskCompletionSource<MqttClientDisconnectReason> Ended { get; } = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public string Topic(string suffix) => $"devices/{Device.Id}/{suffix}";

    public Task<MqttClientConnectResult> ConnectAsync(
        MqttProtocolVersion version = MqttProtocolVersion.V500, Action<MqttClientOptionsBuilder>? more = null)
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("localhost", _gateway.MqttPort)
            .WithTlsOptions(
                tls => tls.UseTls().WithTrustChain(_gateway.Trust().CustomTrustStore)
                    .WithRevocationMode(X509RevocationMode.NoCheck))
            .WithCredentials(Device.Id, Password)
            .WithProtocolVersion(version);
        more?.Invoke(options);
        return Mqtt.ConnectAsync(options.Build(), TestContext.Current.CancellationToken);
    }

    public Task<MqttClientPublishResult> PublishAsync(
        string topic, string payload, MqttQualityOfServiceLevel qos = MqttQualityOfServiceLevel.AtLeastOnce) =>
        Mqtt.PublishStringAsync(topic, payload, qos, cancellationToken: TestContext.Current.CancellationToken);

    public void Dispose() => Mqtt.Dispose();
}
