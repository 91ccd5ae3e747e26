using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Exceptions;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>
/// What a broker has brought over one connection and waits to be acknowledged, in the order in which it came (MQTT-4.6.0-2). The
/// writer of readings marks what is on disk and goes on; acknowledgements are sent from the thread pool.
/// </summary>
internal sealed class MqttDeliveries : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Delivery> _owed = new();
    private volatile TaskCompletionSource? _drained;
    private volatile bool _isClosed;
    private int _wanted;

    /// <summary>Puts a delivery in line.</summary>
    public IReceipt Add(MqttApplicationMessageReceivedEventArgs received)
    {
        var delivery = new Delivery(this, received);
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

    /// <summary>
    /// The connection is gone, and nothing of it may be acknowledged any more: over the next one the same packet identifiers are
    /// other messages.
    /// </summary>
    public void Close() => _isClosed = true;

    public void Execute() => _ = SendAsync();

    private void SendDue()
    {
        if (Interlocked.Increment(ref _wanted) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // One at a time; what becomes due meanwhile is looked at before it ends.
    private async Task SendAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _wanted);
            await SendAllDueAsync();
        }
        while (Interlocked.Add(ref _wanted, -seen) != 0);
    }

    private async Task SendAllDueAsync()
    {
        try
        {
            while (!_isClosed && _owed.TryPeek(out var next) && next.IsDue)
            {
                await next.AcknowledgeAsync();
                _owed.TryDequeue(out _);
            }

            if (_owed.IsEmpty) _drained?.TrySetResult();
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone. What is not acknowledged comes again, and is then stored once.
            _isClosed = true;
        }
    }

    private sealed class Delivery(MqttDeliveries deliveries, MqttApplicationMessageReceivedEventArgs received) : IReceipt
    {
        private volatile bool _isDue;

        public bool IsDue => _isDue;

        public Task AcknowledgeAsync() => received.AcknowledgeAsync(CancellationToken.None);

        public void Stored() => _isDue = true;

        public void GroupStored() => deliveries.SendDue();
    }
}
