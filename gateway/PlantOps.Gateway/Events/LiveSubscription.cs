using System.Threading.Channels;

namespace PlantOps.Gateway.Events;

/// <summary>
/// One listener's events, in order. Those that it is too slow for are dropped, the oldest first, and it is told.
/// </summary>
internal sealed class LiveSubscription(LiveEvents events, LiveEventType types, long last, IReadOnlyList<LiveEvent> missed)
    : IDisposable
{
    /// <summary>Events that wait for a slow listener.</summary>
    public const int Waiting = 256;

    private readonly Channel<LiveEvent> _channel = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private int _replayed;
    private Task<bool>? _more;

    /// <summary>Whether the listener lacks events, and has to read anew whatever it shows.</summary>
    public bool MustReset { get; set; }

    /// <summary>The latest event that was taken, whether the listener wants its kind or not.</summary>
    public long Last => last;

    /// <summary>The id of the latest event that was taken, whether the listener wants its kind or not.</summary>
    public string LastId => events.IdOf(last);

    public void Offer(LiveEvent happened) => _channel.Writer.TryWrite(happened);

    /// <summary>
    /// The next event of a kind that is wanted; <see langword="null"/> where there is none now. May set
    /// <see cref="MustReset"/>.
    /// </summary>
    public LiveEvent? Take()
    {
        while (true)
        {
            LiveEvent? next = null;
            if (_replayed < missed.Count) next = missed[_replayed++];
            else if (!_channel.Reader.TryRead(out next)) return null;
            if (next.Sequence != last + 1) MustReset = true;
            last = next.Sequence;
            if (MustReset || (next.Type & types) != 0) return next;
        }
    }

    /// <summary>Whether it listens to events of a kind.</summary>
    public bool Wants(LiveEvent happened) => (happened.Type & types) != 0;

    /// <summary>Waits until something happens, or the time is over.</summary>
    public async Task Wait(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        _more ??= _channel.Reader.WaitToReadAsync(cancellationToken).AsTask();
        await ((Task)_more.WaitAsync(patience, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (_more.IsCompleted) _more = null;
    }

    public void Dispose() => events.Leave(this);
}
