using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>A clock that stands still and says when somebody starts to wait for it.</summary>
internal sealed class WaitingTime() : FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // What comes back periodically is the gateway's own housekeeping, not somebody who waits.
        if (dueTime > TimeSpan.Zero && period == Timeout.InfiniteTimeSpan) _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>The next wait that somebody began; it ends when the test advances the clock.</summary>
    public async Task<TimeSpan> NextWait()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        return await _waits.Reader.ReadAsync(deadline.Token);
    }
}
