using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Broker;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>
/// An MQTT 5 client of somebody else's broker that hands what devices say there to an ingress, and acknowledges each message
/// when the ingress says that it is on disk.
/// </summary>
internal sealed class ExternalFeed : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Ingress _ingress;
    private readonly int _port;

    /// <param name="ingress">Where it hands over.</param>
    /// <param name="port">Where the broker listens.</param>
    /// <param name="acknowledges">Whether it acknowledges; one that does not is one that dies first.</param>
    public ExternalFeed(Ingress ingress, int port, bool acknowledges = true)
    {
        (_ingress, _port) = (ingress, port);
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            received.AutoAcknowledge = false;
            var message = received.ApplicationMessage;
            var receipt = new Receipt(this, acknowledges ? received : null, message.Topic);
            var inbound = new InboundPublish(Principal.Integration("greenhouse"), message.Topic, message.Payload, receipt);
            var outcome = await ingress.TakeAsync(inbound, CancellationToken.None);
            Outcomes.Enqueue((message.Topic, outcome));
            if (outcome == PublishOutcome.Forbidden) receipt.GroupStored();
        };
    }

    /// <summary>What became of each message, in the order in which they came.</summary>
    public ConcurrentQueue<(string Topic, PublishOutcome Outcome)> Outcomes { get; } = [];

    /// <summary>The topics of those that are done with, by then on disk where they are to be.</summary>
    public ConcurrentQueue<string> Done { get; } = [];

    /// <summary>Connects with a session that outlives the connection, and listens to all devices.</summary>
    public async Task ConnectAsync()
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", _port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId("plantops")
            .WithCleanStart(false)
            .WithSessionExpiryInterval(300)
            .Build();
        await _client.ConnectAsync(options, TestContext.Current.CancellationToken);
        await _client.SubscribeAsync("devices/#", MqttQualityOfServiceLevel.AtLeastOnce, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private sealed class Receipt(ExternalFeed feed, MqttApplicationMessageReceivedEventArgs? received, string topic)
        : IPublishReceipt
    {
        public void Unreadable(string? reason)
        {
        }

        public void Stored()
        {
        }

        public void GroupStored()
        {
            if (received is null) return;
            _ = received.AcknowledgeAsync(CancellationToken.None);
            feed.Done.Enqueue(topic);
        }
    }
}
