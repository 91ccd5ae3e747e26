using System.Collections.Concurrent;
using System.Text;

namespace PlantOps.Attack.Wire;

/// <summary>Takes everything that is delivered on a connection and acknowledges it.</summary>
internal sealed class Listener
{
    private readonly MqttConnection _connection;
    private readonly CancellationToken _over;
    private readonly Task _listening;

    public Listener(MqttConnection connection, CancellationToken over)
    {
        (_connection, _over) = (connection, over);
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
                    Heard.Add((packet.PublicationTopic, Encoding.UTF8.GetString(packet.Body)));
                    if (packet.PublicationQuality == 1) await _connection.SendAsync(MqttPackets.Answer(0x40, packet.PublicationIdentifier), _over);
                    break;
            }
        }
    }
}
