using System.Buffers;
using MQTTnet;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Shows readers the telemetry that they have subscribed to: it goes to disk, and not through the MQTT server. Where too much
/// waits for a reader it misses some; nobody waits for it.
/// </summary>
internal sealed class ReaderFeed
{
    /// <summary>Who the server is told that it is from; no client has such a name.</summary>
    public const string Sender = "$readings";

    private const string Telemetry = "/telemetry";

    private readonly MqttLogins _logins;
    private readonly DeviceSessions _sessions;

    public ReaderFeed(Ingress ingress, MqttLogins logins, DeviceSessions sessions)
    {
        (_logins, _sessions) = (logins, sessions);
        ingress.Heard = Hear;
    }

    /// <summary>Hands a message to the MQTT server.</summary>
    public Func<MqttApplicationMessage, Task>? Publish { get; set; }

    /// <summary>Whether a client may subscribe to a filter.</summary>
    public bool MaySubscribe(string client, string filter) => _logins.Find(client) is { } login
        ? TopicAccess.MaySubscribe(login, filter)
        : TopicAccess.MaySubscribe(client, filter);

    /// <summary>
    /// Whether a message is for a client: readers get telemetry from here alone, once, and what is from here nobody else gets.
    /// </summary>
    public bool IsFor(string receiver, string sender, string topic)
    {
        var isReader = _logins.Find(receiver) is { IsReader: true };
        return sender == Sender ? isReader : !isReader || !topic.EndsWith(Telemetry, StringComparison.Ordinal);
    }

    private void Hear(string topic, ReadOnlySequence<byte> payload)
    {
        if (Publish is not { } publish || !_logins.Readers.Any(login => _sessions.Find(login.Id)?.Wants(topic) == true)) return;
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload.ToArray()).Build();
        _ = PublishAsync(publish, message);
    }

    private static async Task PublishAsync(Func<MqttApplicationMessage, Task> publish, MqttApplicationMessage message)
    {
        try
        {
            await publish(message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException)
        {
            // The server stops.
        }
    }
}
