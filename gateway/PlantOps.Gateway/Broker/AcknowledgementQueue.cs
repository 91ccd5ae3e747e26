using System.Collections.Concurrent;
using MQTTnet.Packets;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// The answers that a connection owes, in the order in which the publishes came (MQTT-4.6.0-2). The writer of
/// readings marks them due and goes on; they are sent from the thread pool, all that are due in one write.
/// </summary>
internal sealed class AcknowledgementQueue(PacketWriter writer, BrokerMetrics metrics) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Acknowledgement> _owed = new();
    private int _scheduled;

    public int Count => _owed.Count;

    public void Add(Acknowledgement acknowledgement) => _owed.Enqueue(acknowledgement);

    /// <summary>Gives the broker's own answer to the publish it answers, to be sent in its turn.</summary>
    public bool TryAnswer(MqttPacketWithIdentifier packet)
    {
        foreach (var acknowledgement in _owed)
        {
            if (acknowledgement.PacketIdentifier != packet.PacketIdentifier || acknowledgement.IsDue) continue;
            acknowledgement.AnswerWith(packet);
            SendDue();
            return true;
        }

        return false;
    }

    public void SendDue()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute() => _ = SendAsync();

    private async Task SendAsync()
    {
        Volatile.Write(ref _scheduled, 0);
        try
        {
            await writer.WriteAsync(this);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone. What is not acknowledged will be published again, and is then stored once.
        }
    }

    /// <summary>Takes the next answer that is due. Called under the writer's lock.</summary>
    public bool TryTakeDue(out Acknowledgement acknowledgement)
    {
        if (!_owed.TryPeek(out acknowledgement!) || !acknowledgement.IsDue) return false;
        _owed.TryDequeue(out _);
        metrics.Acknowledged(acknowledgement.ReceivedAt);
        return true;
    }
}
