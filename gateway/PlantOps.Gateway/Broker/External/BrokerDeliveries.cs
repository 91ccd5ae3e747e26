using System.Collections.Concurrent;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// What a broker has brought over one connection and waits to be acknowledged, in the order in which it came. The writer of
/// readings marks what is on disk and goes on; acknowledgements are sent from the thread pool, all of a commit together, and of
/// several where commits are faster.
/// </summary>
/// <param name="ends">
/// Is told once of what keeps this connection from being of use: what it brought and was not acknowledged comes again over the
/// next one. Must not wait.
/// </param>
/// <typeparam name="T">By what a delivery is acknowledged.</typeparam>
internal abstract class BrokerDeliveries<T>(Action<Exception> ends) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Delivery> _owed = new();
    private volatile TaskCompletionSource? _drained;
    private volatile bool _isClosed;

    // How often it was asked for since a turn began; whoever asks first begins one.
    private int _asked;

    protected bool IsClosed => _isClosed;

    /// <summary>Puts a delivery in line.</summary>
    public IReceipt Add(T delivered)
    {
        var delivery = new Delivery(this, delivered);
        _owed.Enqueue(delivery);
        return delivery;
    }

    /// <summary>Completes once everything that was brought is acknowledged, or cannot be any more.</summary>
    public Task DrainedAsync()
    {
        var drained = _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_isClosed) drained.TrySetResult();
        else SendDue();
        return drained.Task;
    }

    /// <summary>
    /// The connection is gone, and nothing of it may be acknowledged any more: over the next one the same numbers are other
    /// messages. What was not acknowledged comes again, and is then stored once.
    /// </summary>
    public void Close()
    {
        _isClosed = true;
        _drained?.TrySetResult();
    }

    public void Execute() => _ = SendAsync();

    /// <summary>Acknowledges deliveries that are on disk, the next in line, in their order.</summary>
    protected abstract Task AcknowledgeAsync(IReadOnlyList<T> due);

    private void SendDue()
    {
        if (Interlocked.Increment(ref _asked) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    // One at a time; what becomes due meanwhile is looked at before it ends.
    private async Task SendAsync()
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _asked);
            await SendAllDueAsync();
        }
        while (Interlocked.Add(ref _asked, -seen) != 0);
    }

    private async Task SendAllDueAsync()
    {
        var due = new List<T>();
        while (!_isClosed && _owed.TryPeek(out var next) && next.IsDue)
        {
            _owed.TryDequeue(out _);
            due.Add(next.Delivered);
        }

        try
        {
            if (due.Count > 0) await AcknowledgeAsync(due);
            if (_owed.IsEmpty) _drained?.TrySetResult();
        }
        catch (Exception exception)
        {
            // The connection is gone, or nobody knows what the broker has heard: over another one it all comes again.
            if (_isClosed) return;
            Close();
            ends(exception);
        }
    }

    private sealed class Delivery(BrokerDeliveries<T> deliveries, T delivered) : IReceipt
    {
        private volatile bool _isDue;

        public T Delivered => delivered;

        public bool IsDue => _isDue;

        public void Stored() => _isDue = true;

        public void GroupStored() => deliveries.SendDue();
    }
}
