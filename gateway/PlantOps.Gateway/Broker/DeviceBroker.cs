using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Broker;

/// <summary>The MQTT server behind Kestrel's endpoints.</summary>
internal sealed class DeviceBroker : IDeviceLink, IHostedService, IHealthSource, IDisposable
{
    // A client that says nothing within this time after it connected is cut off.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The gateway itself; no device has such an id.</summary>
    private const string Sender = "$gateway";

    private readonly MqttServer _server;
    private readonly BrokerMetrics _metrics;

    public DeviceBroker(
        DeviceConnectionHandler connections, DeviceLogin login, DeviceMessages messages, BrokerLog log, BrokerMetrics metrics)
    {
        _metrics = metrics;
        var options = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithDefaultCommunicationTimeout(Patience)
            .WithPersistentSessions()
            .Build();
        _server = new MqttServer(options, [connections], log);
        _server.ValidatingConnectionAsync += login.ValidateAsync;
        _server.InterceptingSubscriptionAsync += SubscribingAsync;
        _server.InterceptingPublishAsync += messages.ReceiveAsync;
    }

    public string Component => "broker";

    public bool NeededForReady => true;

    public string? Problem() => _server.IsStarted ? null : "The MQTT broker is not running.";

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync();

    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(new MqttServerStopOptions());

    public Task SendAsync(string topic, byte[] payload, bool isRetained)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(isRetained)
            .Build();
        return _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = Sender });
    }

    public void Dispose() => _server.Dispose();

    // The server's client id is the device's: the channel gave it that name.
    private Task SubscribingAsync(InterceptingSubscriptionEventArgs subscribing)
    {
        if (!TopicAccess.MaySubscribe(subscribing.ClientId, subscribing.TopicFilter.Topic))
        {
            _metrics.Refused("forbidden");
            subscribing.ProcessSubscription = false;
            subscribing.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }
}
