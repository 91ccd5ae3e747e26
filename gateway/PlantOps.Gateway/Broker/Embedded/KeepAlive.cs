namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Ends a connection whose client has said nothing for one and a half times the keep-alive that it asked for (MQTT-3.1.2-24).
/// What counts is the time in which the gateway waited for it, by a clock that does not jump: a client is not to blame
/// while the gateway waits for the disk.
/// </summary>
internal sealed class KeepAlive(TimeProvider time, Action expired) : IDisposable
{
    private readonly Lock _gate = new();
    private TimeSpan _limit;
    private ITimer? _timer;
    private long _waitingSince;
    private bool _isWaiting;

    /// <param name="seconds">What the client asked for; 0 is never.</param>
    public void Begin(ushort seconds)
    {
        if (seconds == 0) return;
        _limit = TimeSpan.FromSeconds(seconds * 1.5);
        lock (_gate)
        {
            _timer ??= time.CreateTimer(Look, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>From now on it is the client's turn.</summary>
    public void Waiting()
    {
        Volatile.Write(ref _waitingSince, time.GetTimestamp());
        Volatile.Write(ref _isWaiting, true);
    }

    /// <summary>Something came.</summary>
    public void Busy() => Volatile.Write(ref _isWaiting, false);

    public void Dispose()
    {
        lock (_gate) _timer?.Dispose();
    }

    private void Look(object? state)
    {
        var left = Volatile.Read(ref _isWaiting) ? _limit - time.GetElapsedTime(Volatile.Read(ref _waitingSince)) : _limit;
        if (left <= TimeSpan.Zero)
        {
            expired();
            return;
        }

        lock (_gate) _timer?.Change(left, Timeout.InfiniteTimeSpan);
    }
}
