using System.Threading.Channels;

namespace PlantOps.Gateway.Notifications;

/// <summary>Says that there may be something to tell, so that nobody waits for the next look.</summary>
internal sealed class NotificationSignal
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Never waits.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Returns when somebody has woken it since the last time.</summary>
    public ValueTask<bool> Wait(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
