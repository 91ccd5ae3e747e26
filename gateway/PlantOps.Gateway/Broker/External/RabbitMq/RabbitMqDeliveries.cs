using System.Collections.Concurrent;
using PlantOps.Gateway.Telemetry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlantOps.Gateway.Broker.External.RabbitMq;

/// <summary>
/// What RabbitMQ has brought over one channel and waits to be acknowledged, in the order in which it came. The writer of readings
/// marks what is on disk; one acknowledgement, sent from the thread pool, is then for all of a commit, and of several where
/// commits are faster.
/// </summary>
internal sealed class RabbitMqDeliveries(IChannel channel) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Delivery> _owed = new();
    private volatile TaskCompletionSource? _drained;

    // How often it was asked for since a turn began; whoever asks first begins one.
    private int _asked;

    /// <summary>Puts a delivery in line.</summary>
    public Delivery Add(ulong tag)
    {
        var delivery = new Delivery(this, tag);
        _owed.Enqueue(delivery);
        return delivery;
    }

    /// <summary>Completes once everything that was brought is acknowledged.</summary>
    public Task DrainedAsync()
    {
        var drained = _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SendDue();
        return drained.Task;
    }

    public void Execute() => _ = SendAsync();

    private void SendDue()
    {
        if (Interlocked.Increment(ref _asked) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task SendAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _asked);
            await AcknowledgeAsync();
        }
        while (Interlocked.Add(ref _asked, -seen) != 0);
    }

    private async Task AcknowledgeAsync()
    {
        try
        {
            Delivery? last = null;
            while (_owed.TryPeek(out var next) && next.IsDue)
            {
                _owed.TryDequeue(out _);
                last = next;
            }

            if (last is not null) await channel.BasicAckAsync(last.Tag, multiple: true);
            if (_owed.IsEmpty) _drained?.TrySetResult();
        }
        catch (Exception exception) when (exception is RabbitMQClientException or OperationCanceledException
            or ObjectDisposedException or IOException)
        {
            // The connection is gone. What is not acknowledged comes again, here or at another gateway, and is then stored once.
        }
    }

    /// <summary>One of them.</summary>
    internal sealed class Delivery(RabbitMqDeliveries deliveries, ulong tag) : IReceipt
    {
        private volatile bool _isDue;

        public ulong Tag => tag;

        public bool IsDue => _isDue;

        public void Stored() => _isDue = true;

        public void GroupStored() => deliveries.SendDue();
    }
}
