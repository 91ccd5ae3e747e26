using System.Collections.Concurrent;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>
/// Channels that want to be left alone for a while. In memory: after a restart the other side says so again. Several gateways
/// tell each other by the store.
/// </summary>
internal sealed class ChannelPauses(DeliveryStore deliveries, TimeProvider time)
{
    /// <summary>A clock that was wrong holds nobody up for longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Since when and for how long, because the clock may be set in between.
    private readonly ConcurrentDictionary<string, (long Since, TimeSpan Pause)> _pauses = new();
    private volatile HashSet<string> _elsewhere = [];

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public bool IsPaused(Channel channel) => IsPaused(channel.Id) || IsPaused(OfKind(channel.Kind));

    public void Note(Channel channel, SendOutcome outcome)
    {
        if (outcome.Pause is not { } pause) return;
        var key = outcome.PausesKind ? OfKind(channel.Kind) : channel.Id;
        _pauses[key] = (time.GetTimestamp(), pause);
        if (deliveries.IsShared) deliveries.Pause(key, new ChannelPause { NotBefore = Now + (long)pause.TotalMilliseconds });
    }

    /// <summary>Reads what other gateways were told; what is over goes.</summary>
    public void Refresh()
    {
        if (!deliveries.IsShared) return;
        var now = Now;
        var paused = new HashSet<string>();
        foreach (var pause in deliveries.Pauses)
        {
            if (pause.Value.NotBefore > now && pause.Value.NotBefore < now + Longest.TotalMilliseconds) paused.Add(pause.Id);
            else deliveries.EndPause(pause);
        }

        _elsewhere = paused;
    }

    private static string OfKind(string kind) => $"kind {kind}";

    private bool IsPaused(string key) =>
        (_pauses.TryGetValue(key, out var one) && time.GetElapsedTime(one.Since) < one.Pause) || _elsewhere.Contains(key);
}
