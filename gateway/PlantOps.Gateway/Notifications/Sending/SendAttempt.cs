namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>
/// One attempt to send a message. It has a deadline; and until the message goes out, a stop of the gateway breaks it off.
/// After that it comes to its end, because what has gone out cannot be taken back.
/// </summary>
internal sealed class SendAttempt : IDisposable
{
    private const int Preparing = 0;
    private const int GoingOut = 1;
    private const int BrokenOff = 2;

    private readonly CancellationTokenSource _ends;
    private readonly CancellationTokenRegistration _stop;
    private int _phase = Preparing;

    public SendAttempt(TimeSpan timeout, TimeProvider time, CancellationToken stopping)
    {
        _ends = new CancellationTokenSource(timeout, time);
        Token = _ends.Token;
        _stop = stopping.UnsafeRegister(static attempt => ((SendAttempt)attempt!).BreakOff(), this);
    }

    /// <summary>Is cancelled at the deadline, or when it is broken off.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the gateway stopped before the message went out.</summary>
    public bool IsBrokenOff => Volatile.Read(ref _phase) == BrokenOff;

    /// <summary>To be called before the first byte of the message goes out.</summary>
    /// <exception cref="OperationCanceledException">It is broken off: the message must not go out.</exception>
    public void GoesOut()
    {
        var phase = Interlocked.CompareExchange(ref _phase, GoingOut, Preparing);
        if (phase == BrokenOff) throw new OperationCanceledException(Token);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _ends.Dispose();
    }

    private void BreakOff()
    {
        if (Interlocked.CompareExchange(ref _phase, BrokenOff, Preparing) == Preparing) _ends.Cancel();
    }
}
