namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Messages waiting for the one writer. What arrives while the last group is being synced is the next group, so
/// groups grow with the load, up to what one transaction may hold, and no timer is needed. Where lone readings are to be
/// gathered, so that an SD card wears less, they wait for each other for that long, unless one is urgent. When it is full,
/// <see cref="OfferAsync"/> waits: the connection stops being read and TCP slows the sender down.
/// </summary>
/// <remarks>
/// Bounds memory to <see cref="Capacity"/> waiting and <see cref="MaxGroupBytes"/> being stored, 32 MB in all; beside
/// it each connection that waits holds one message.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="gather">How long a message may wait for others.</param>
internal sealed class IngestQueue(TimeProvider time, TimeSpan gather) : IDisposable
{
    /// <summary>Bytes of messages that may wait.</summary>
    public const int Capacity = 24 * 1024 * 1024;

    /// <summary>Bytes of messages of one transaction; a larger message has one of its own.</summary>
    public const int MaxGroupBytes = 8 * 1024 * 1024;

    /// <summary>Readings of one transaction; a message with more has one of its own.</summary>
    public const int MaxGroupReadings = 50_000;

    /// <summary>Messages that are gathered at most: more in one transaction spare little.</summary>
    private const int MaxGathered = 1_000;

    /// <summary>Bytes of messages that wait now.</summary>
    public long WaitingBytes => Volatile.Read(ref _bytes);

    private readonly object _gate = new();
    private readonly Queue<InboundMessage> _waiting = new();
    private long _bytes;
    private ITimer? _timer;
    private bool _isDue;
    private bool _completed;
    private TaskCompletionSource? _room;

    /// <summary>Puts a message in line. <see langword="false"/> once the queue takes no more because the gateway stops.</summary>
    public ValueTask<bool> OfferAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var (taken, room) = TryOffer(message);
        return room is null ? ValueTask.FromResult(taken) : OfferLaterAsync(message, room, cancellationToken);
    }

    /// <summary>
    /// Blocks until there is something, then takes in order what one transaction may hold; empty once the queue is completed
    /// and drained.
    /// </summary>
    public List<InboundMessage> TakeGroup()
    {
        TaskCompletionSource? room = null;
        List<InboundMessage> taken;
        lock (_gate)
        {
            while (!IsReady) Monitor.Wait(_gate);
            taken = Dequeue();
            if (_waiting.Count == 0) _isDue = false;
            if (_bytes < Capacity) (room, _room) = (_room, null);
        }

        room?.SetResult();
        return taken;
    }

    /// <summary>
    /// Puts messages that were taken back, whether there is room or not: behind those of other devices, and before later
    /// ones of their own, because a repeat must not be acknowledged before what it repeats is stored.
    /// </summary>
    public void Return(IReadOnlyCollection<InboundMessage> messages)
    {
        var devices = messages.Select(message => message.DeviceId).ToHashSet();
        lock (_gate)
        {
            var waiting = _waiting.ToLookup(message => devices.Contains(message.DeviceId));
            _waiting.Clear();
            _bytes = 0;
            foreach (var message in waiting[false].Concat(messages).Concat(waiting[true])) Enqueue(message);
            if (_waiting.Count > 0) MakeDue();
        }
    }

    /// <summary>Takes no more; what waits is still handed out.</summary>
    public void Complete()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _completed = true;
            (room, _room) = (_room, null);
            Monitor.PulseAll(_gate);
        }

        room?.SetResult();
    }

    public void Dispose() => _timer?.Dispose();

    private bool IsReady => _completed || (_waiting.Count > 0 && (_isDue || gather == TimeSpan.Zero));

    private (bool Taken, Task? Room) TryOffer(InboundMessage message)
    {
        lock (_gate)
        {
            if (_completed) return (false, null);
            if (_bytes >= Capacity)
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return (false, _room.Task);
            }

            Enqueue(message);
            if (gather == TimeSpan.Zero)
            {
                if (_waiting.Count == 1) Monitor.Pulse(_gate);
            }
            else if (!_isDue)
            {
                if (message.IsUrgent || _waiting.Count >= MaxGathered || _bytes >= MaxGroupBytes) MakeDue();
                else if (_waiting.Count == 1) StartGathering();
            }

            return (true, null);
        }
    }

    private async ValueTask<bool> OfferLaterAsync(InboundMessage message, Task? room, CancellationToken cancellationToken)
    {
        var taken = false;
        while (room is not null)
        {
            await room.WaitAsync(cancellationToken);
            (taken, room) = TryOffer(message);
        }

        return taken;
    }

    private void StartGathering()
    {
        _timer ??= time.CreateTimer(
            static queue =>
            {
                var self = (IngestQueue)queue!;
                lock (self._gate)
                {
                    if (self._waiting.Count > 0) self.MakeDue();
                }
            },
            this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(gather, Timeout.InfiniteTimeSpan);
    }

    private void MakeDue()
    {
        _isDue = true;
        Monitor.Pulse(_gate);
    }

    private void Enqueue(InboundMessage message)
    {
        _waiting.Enqueue(message);
        _bytes += message.Bytes;
    }

    private List<InboundMessage> Dequeue()
    {
        var group = new List<InboundMessage>();
        var (bytes, readings) = (0, 0);
        while (_waiting.TryPeek(out var next))
        {
            bytes += next.Bytes;
            readings += next.ReadingCount;
            if (group.Count > 0 && (bytes > MaxGroupBytes || readings > MaxGroupReadings)) break;
            group.Add(_waiting.Dequeue());
            _bytes -= next.Bytes;
        }

        return group;
    }
}
