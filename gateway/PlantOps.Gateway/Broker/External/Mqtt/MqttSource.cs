using MQTTnet;
using MQTTnet.Protocol;
using PlantOps.Contracts;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>
/// Takes what devices say from an MQTT 5 broker. Gateways share readings, heartbeats and reported settings among them; who is
/// connected, and what became of commands, each of them hears. A publish is acknowledged once it is on disk, so that the broker
/// brings it again to this gateway, or to another, where this one dies.
/// </summary>
internal sealed partial class MqttSource : SupervisedService
{
    /// <summary>Publishes that the broker may bring before one is acknowledged: as many as a few commits take.</summary>
    public const ushort ReceiveMaximum = 5000;

    /// <summary>How long the broker keeps what waits for this gateway while it is away, in seconds.</summary>
    public const uint SessionExpiry = 300;

    private const string Group = "$share/plantops/";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly MqttLink _link;
    private readonly ExternalPublishes _publishes;
    private readonly StoredNotices _notices;
    private readonly MqttConnector _connector;
    private readonly GatewayClientId _clientId;
    private readonly IRecords _records;
    private readonly BrokerMetrics _metrics;
    private volatile TaskCompletionSource<string> _lost = new();
    private volatile MqttDeliveries _deliveries = new(_ => { });
    private volatile bool _takesNoMore;
    private volatile bool _wasConnected;
    private volatile bool _hasFailed;
    private bool _isAway;
    private volatile string? _problem = "The broker has not been reached yet.";

    public MqttSource(
        MqttLink link, ExternalPublishes publishes, StoredNotices notices, MqttConnector connector,
        GatewayClientId clientId, IRecords records, BrokerMetrics metrics, Supervisor supervisor, ILogger<MqttSource> logger)
        : base(supervisor, logger)
    {
        (_link, _publishes, _notices, _connector) = (link, publishes, notices, connector);
        (_clientId, _records, _metrics) = (clientId, records, metrics);
        link.Client.ApplicationMessageReceivedAsync += ReceivedAsync;
        link.Client.DisconnectedAsync += DisconnectedAsync;
    }

    public override string Component => "broker";

    /// <summary>
    /// Until it was reached once: pages are of use without it, but a gateway that never saw it may be set up wrongly.
    /// </summary>
    public override bool NeededForReady => !_wasConnected;

    protected override string Title => "Receiving from the broker";

    public override string? Problem() => Faults.Join(_problem, base.Problem());

    protected override async Task Work(CancellationToken stopping)
    {
        var wait = FirstWait;
        for (var attempt = 0; ; attempt++)
        {
            var address = _connector.Addresses[attempt % _connector.Addresses.Count];
            try
            {
                await ConnectAsync(address, stopping);
                wait = FirstWait;
                Note(null);
                var reason = await _lost.Task.WaitAsync(stopping);
                Note($"The connection to the broker at {address} was lost: {reason}");
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                Note($"The broker at {address} cannot be reached: {FaultReason.Of(exception)}");
            }

            _deliveries.Close();
            if (_link.Client.IsConnected) await _link.Client.DisconnectAsync(new MqttClientDisconnectOptions(), stopping);
            await Task.Delay(wait, Time, stopping);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    // With other gateways on the same database they take over what is shared; a gateway that is alone finds it when it is back.
    protected override async Task Finish(CancellationToken deadline)
    {
        if (!_link.Client.IsConnected) return;
        var disconnect = new MqttClientDisconnectOptionsBuilder();
        _takesNoMore = !_records.IsShared;
        if (_records.IsShared)
        {
            // What it was sent before that is still taken.
            var unsubscribe = new MqttClientUnsubscribeOptionsBuilder();
            foreach (var topic in SharedTopics) unsubscribe.WithTopicFilter(topic);
            await _link.Client.UnsubscribeAsync(unsubscribe.Build(), deadline);
            disconnect.WithSessionExpiryInterval(0);
        }

        await _deliveries.DrainedAsync().WaitAsync(deadline);
        await _notices.SendNowAsync(deadline);
        await _link.Client.DisconnectAsync(disconnect.Build(), deadline);
    }

    private static IEnumerable<string> SharedTopics => new[] { TopicKind.Telemetry, TopicKind.Heartbeat, TopicKind.Reported }
        .Select(kind => Group + DeviceTopic.Format("+", kind));

    private async Task ConnectAsync(BrokerAddress address, CancellationToken stopping)
    {
        _lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lost = _lost;
        _deliveries = new MqttDeliveries(exception =>
        {
            _metrics.BroughtAgain();
            lost.TrySetResult($"what is on disk could not be acknowledged: {FaultReason.Of(exception)}");
        });
        var answer = await _connector.ConnectAsync(_link.Client, address, Ask, stopping);
        _link.Opened(answer.ReceiveMaximum);
        await SubscribeAsync(stopping);
        _wasConnected = true;
        Log.Connected(Logger, address.ToString(), answer.IsSessionPresent);
        _notices.Send();
    }

    private void Ask(MqttClientOptionsBuilder options) => options
        .WithClientId(_clientId.Text)
        .WithCleanStart(false)
        .WithSessionExpiryInterval(SessionExpiry)
        .WithReceiveMaximum(ReceiveMaximum)
        .WithMaximumPacketSize(Limits.MaxPacketBytes)
        .WithKeepAlivePeriod(KeepAlive);

    private async Task SubscribeAsync(CancellationToken stopping)
    {
        var subscribe = new MqttClientSubscribeOptionsBuilder();
        foreach (var topic in SharedTopics) subscribe.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        foreach (var kind in new[] { TopicKind.Status, TopicKind.CommandAck })
            subscribe.WithTopicFilter(DeviceTopic.Format("+", kind), MqttQualityOfServiceLevel.AtLeastOnce);
        var answer = await _link.Client.SubscribeAsync(subscribe.Build(), stopping);
        if (answer.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
            throw new IOException($"it does not let the gateway subscribe to {refused.TopicFilter.Topic}: {refused.ResultCode}.");
    }

    private async Task ReceivedAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        received.AutoAcknowledge = false;
        if (_takesNoMore) return;
        var message = received.ApplicationMessage;
        var receipt = message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce
            ? Unacknowledged.Instance : _deliveries.Add(received);
        try
        {
            await _publishes.TakeAsync(message.Topic, message.Payload, message.Retain, receipt, CancellationToken.None);
            if (_hasFailed) Faults.Clear(Title);
            _hasFailed = false;
        }
        catch (Exception exception)
        {
            // It is not acknowledged, nor what comes behind it; the broker brings it again with the next connection.
            _hasFailed = true;
            _metrics.BroughtAgain();
            Faults.Note(Title, exception);
            _lost.TrySetResult("a message could not be taken.");
        }
    }

    private Task DisconnectedAsync(MqttClientDisconnectedEventArgs disconnected)
    {
        _deliveries.Close();
        _lost.TrySetResult(disconnected.Exception is { } exception ? FaultReason.Of(exception) : $"{disconnected.Reason}.");
        return Task.CompletedTask;
    }

    private void Note(string? problem)
    {
        if (problem is not null && !_isAway) Log.Lost(Logger, problem);
        (_problem, _isAway) = (problem, problem is not null);
    }

    private static partial class Log
    {
        [LoggerMessage(3220, LogLevel.Information, "Broker: connected to {Address}; it had a session kept: {HadSession}")]
        public static partial void Connected(ILogger logger, string address, bool hadSession);

        [LoggerMessage(3221, LogLevel.Warning, "Broker: {Reason} Devices keep what they measure.")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
