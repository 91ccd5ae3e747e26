using System.Threading.Channels;

namespace PlantOps.Gateway.Hosting;

/// <summary>Says that there may be something to do. Many reasons are one.</summary>
internal class WorkSignal
{
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Never waits and never fails.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Returns when somebody has woken it since the last time.</summary>
    public ValueTask<bool> Wait(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
