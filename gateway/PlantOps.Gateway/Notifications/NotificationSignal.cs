using System.Threading.Channels;

namespace PlantOps.Gateway.Notifications;

/// <summary>Says that there may be something to tell, so that nobody waits for the next look.</summary>
internal sealed class NotificationSignal
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Never waits.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Returns when somebody has woken it since the last time, or after a while.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_signal.Reader.WaitToReadAsync(ended.Token).AsTask(), Task.Delay(longest, time, ended.Token));
        await ended.CancelAsync();
        _signal.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
