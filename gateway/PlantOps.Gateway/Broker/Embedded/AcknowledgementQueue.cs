using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// The answers that a connection owes, in the order in which the publishes came (MQTT-4.6.0-2). The writer of
/// readings marks them due and goes on; they are sent from the thread pool, all that are due in one write.
/// </summary>
internal sealed class AcknowledgementQueue(PacketWriter writer, BrokerMetrics metrics) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Acknowledgement> _owed = new();
    private int _count;
    private int _scheduled;

    /// <summary>Puts a publish's answer in line.</summary>
    /// <exception cref="RefusedPacketException">More are owed than there are packet identifiers.</exception>
    public Acknowledgement Owe(MqttPublishPacket publish)
    {
        if (Interlocked.Increment(ref _count) > ushort.MaxValue)
        {
            const MqttDisconnectReasonCode TooMany = MqttDisconnectReasonCode.ReceiveMaximumExceeded;
            throw new RefusedPacketException(TooMany, "too_many", "More publishes than can be acknowledged.");
        }

        var acknowledgement = new Acknowledgement(this, publish);
        _owed.Enqueue(acknowledgement);
        return acknowledgement;
    }

    /// <summary>Puts the MQTT server's answer where its publish stands in line.</summary>
    public bool TrySettle(MqttPacketWithIdentifier answer)
    {
        foreach (var acknowledgement in _owed)
        {
            if (acknowledgement.PacketIdentifier != answer.PacketIdentifier || acknowledgement.IsDue) continue;
            acknowledgement.SettleWith(answer);
            return true;
        }

        return false;
    }

    /// <summary>Has what is due sent, soon and on another thread.</summary>
    public void SendDue()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute() => _ = SendAsync();

    /// <summary>Takes the next answer that is due. Called in the writer's turn only.</summary>
    public bool TryTakeDue([NotNullWhen(true)] out Acknowledgement? acknowledgement)
    {
        if (!_owed.TryPeek(out acknowledgement) || !acknowledgement.IsDue) return false;
        _owed.TryDequeue(out _);
        Interlocked.Decrement(ref _count);
        metrics.Acknowledged(acknowledgement.Age);
        return true;
    }

    private async Task SendAsync()
    {
        // Reset first: what becomes due from here on schedules another turn.
        Volatile.Write(ref _scheduled, 0);
        try
        {
            await writer.WriteAsync(this);
        }
        catch (Exception exception) when (BrokerLog.IsOfAClient(exception))
        {
            // The connection is gone. What is not acknowledged will be published again, and is then stored once.
        }
    }
}
