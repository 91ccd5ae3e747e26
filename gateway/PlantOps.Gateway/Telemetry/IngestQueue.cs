namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Messages waiting for the one writer. What arrives while the last group is being synced is the next group, so
/// groups grow with the load and no timer is needed. When it is full, <see cref="OfferAsync"/> waits: the
/// connection stops being read and TCP slows the sender down, which bounds memory.
/// </summary>
internal sealed class IngestQueue
{
    /// <summary>Messages plus readings that may wait: about 20 MB.</summary>
    public const int Capacity = 200_000;

    private readonly object _gate = new();
    private List<InboundMessage> _waiting = [];
    private int _weight;
    private bool _completed;
    private TaskCompletionSource? _room;

    /// <summary>Puts a message in line. <see langword="false"/> once the queue takes no more because the gateway stops.</summary>
    public ValueTask<bool> OfferAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var (taken, room) = TryOffer(message);
        return room is null ? ValueTask.FromResult(taken) : OfferLaterAsync(message, room, cancellationToken);
    }

    /// <summary>Blocks until there is something, then takes all of it; empty once the queue is completed and drained.</summary>
    public List<InboundMessage> TakeAll()
    {
        TaskCompletionSource? room;
        List<InboundMessage> taken;
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_completed) Monitor.Wait(_gate);
            taken = _waiting;
            _waiting = new List<InboundMessage>(taken.Count);
            _weight = 0;
            room = _room;
            _room = null;
        }

        room?.SetResult();
        return taken;
    }

    /// <summary>Takes no more; what waits is still handed out.</summary>
    public void Complete()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _completed = true;
            room = _room;
            _room = null;
            Monitor.PulseAll(_gate);
        }

        room?.SetResult();
    }

    private (bool Taken, Task? Room) TryOffer(InboundMessage message)
    {
        lock (_gate)
        {
            if (_completed) return (false, null);
            if (_weight >= Capacity)
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return (false, _room.Task);
            }

            _waiting.Add(message);
            _weight += message.Weight;
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
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
}
