using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>The MQTT server behind Kestrel's endpoints.</summary>
internal sealed class DeviceBroker : IDeviceLink, IHostedService, IHealthSource, IDisposable
{
    // A client that says nothing within this time after it connected is cut off.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    // More than a session may have: the server would forget the oldest and still keep it.
    private const int MaxPendingMessages = 2 * DeviceSession.MaxWaiting;

    /// <summary>The gateway itself; no device has such an id.</summary>
    private const string Sender = "$gateway";

    private readonly MqttServer _server;
    private readonly DeviceSessions _sessions;
    private readonly BrokerMetrics _metrics;
    private readonly ReaderFeed _readers;

    public DeviceBroker(
        DeviceConnectionHandler connections, DeviceLogin login, DeviceMessages messages, DeviceSessions sessions,
        DelayedWills wills, ReaderFeed readers, BrokerLog log, BrokerMetrics metrics)
    {
        _sessions = sessions;
        _metrics = metrics;
        _readers = readers;
        var options = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithDefaultCommunicationTimeout(ConnectTimeout)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MaxPendingMessages)
            .Build();
        _server = new MqttServer(options, [connections], log);
        _server.ValidatingConnectionAsync += login.ValidateAsync;
        _server.InterceptingSubscriptionAsync += SubscribingAsync;
        _server.InterceptingUnsubscriptionAsync += UnsubscribingAsync;
        _server.InterceptingPublishAsync += messages.ReceiveAsync;
        _server.InterceptingClientEnqueueAsync += QueueingAsync;
        readers.Publish = message => InjectAsync(message, ReaderFeed.Sender);
        wills.Publish = (device, will) => InjectAsync(will, device);
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
        return InjectAsync(message, Sender);
    }

    public void Dispose() => _server.Dispose();

    private Task InjectAsync(MqttApplicationMessage message, string sender) =>
        _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = sender });

    // The server's client id is the device's: the channel gave it that name.
    private Task SubscribingAsync(InterceptingSubscriptionEventArgs subscribing)
    {
        if (!_readers.MaySubscribe(subscribing.ClientId, subscribing.TopicFilter.Topic))
        {
            Refuse("forbidden", MqttSubscribeReasonCode.NotAuthorized);
        }
        else if (_sessions.Find(subscribing.ClientId)?.TrySubscribe(subscribing.TopicFilter) == false)
        {
            Refuse("subscription_quota", MqttSubscribeReasonCode.QuotaExceeded);
        }

        return Task.CompletedTask;

        void Refuse(string reason, MqttSubscribeReasonCode code)
        {
            _metrics.Refused(reason);
            subscribing.ProcessSubscription = false;
            subscribing.Response.ReasonCode = code;
        }
    }

    private Task UnsubscribingAsync(InterceptingUnsubscriptionEventArgs unsubscribing)
    {
        _sessions.Find(unsubscribing.ClientId)?.Unsubscribe(unsubscribing.Topic);
        return Task.CompletedTask;
    }

    // What a device says to itself is dropped where too much waits for it. What the gateway says is not: the session ends, and
    // the device, which is told so when it comes back, subscribes again and finds what is retained.
    private async Task QueueingAsync(InterceptingClientApplicationMessageEnqueueEventArgs queueing)
    {
        if (!_readers.IsFor(queueing.ReceiverClientId, queueing.SenderClientId, queueing.ApplicationMessage.Topic))
        {
            queueing.AcceptEnqueue = false;
            return;
        }

        if (_sessions.Find(queueing.ReceiverClientId)?.TryQueue(queueing.ApplicationMessage) != false) return;
        queueing.AcceptEnqueue = false;
        _metrics.Refused("queue_full");
        if (queueing.SenderClientId == Sender) await (await _server.GetSessionAsync(queueing.ReceiverClientId)).DeleteAsync();
    }
}
