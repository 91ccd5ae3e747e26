using System.Collections.Concurrent;
using System.Text;

namespace PlantOps.Attack.Wire;

/// <summary>Takes everything that is delivered on a connection and acknowledges it.</summary>
internal sealed class Listener
{
    private readonly MqttConnection _connection;
    private readonly CancellationToken _over;
    private readonly Func<string, string, byte[]?>? _answer;
    private readonly Task _listening;

    /// <param name="connection">Logged in.</param>
    /// <param name="over">When to stop.</param>
    /// <param name="answer">What is sent when a publication comes, by its topic and content; nothing by default.</param>
    public Listener(MqttConnection connection, CancellationToken over, Func<string, string, byte[]?>? answer = null)
    {
        (_connection, _over, _answer) = (connection, over, answer);
        _listening = ListenAsync();
    }

    /// <summary>Topic and the rest of each publication.</summary>
    public ConcurrentBag<(string Topic, string Content)> Heard { get; } = [];

    public int SubscriptionsAnswered { get; private set; }

    /// <summary>Whether the connection lasted until <see cref="EndAsync"/>.</summary>
    public bool Lasted { get; private set; }

    /// <summary>Waits until all has come that was sent before.</summary>
    public async Task EndAsync()
    {
        await _connection.SendAsync(MqttPackets.Ping, _over);
        await _listening;
    }

    private async Task TakeAsync(MqttPacket packet)
    {
        var content = Encoding.UTF8.GetString(packet.Body);
        Heard.Add((packet.PublicationTopic, content));
        if (packet.PublicationQuality == 1)
        {
            await _connection.SendAsync(MqttPackets.Answer(0x40, packet.PublicationIdentifier), _over);
        }
        if (_answer?.Invoke(packet.PublicationTopic, content) is { } answer) await _connection.SendAsync(answer, _over);
    }

    private async Task ListenAsync()
    {
        while (await _connection.ReceiveAsync(_over) is { } packet)
        {
            switch (packet.Type)
            {
                case MqttPackets.PingResp:
                    Lasted = true;
                    return;
                case MqttPackets.SubAck:
                    SubscriptionsAnswered++;
                    break;
                case MqttPackets.Publication:
                    await TakeAsync(packet);
                    break;
            }
        }
    }
}
