using System.Collections.Concurrent;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>Channels that want to be left alone for a while. In memory: after a restart the other side says so again.</summary>
internal sealed class ChannelPauses(TimeProvider time)
{
    // Since when and for how long, because the clock may be set in between.
    private readonly ConcurrentDictionary<string, (long Since, TimeSpan Pause)> _pauses = new();

    public bool IsPaused(Channel channel) => IsPaused(channel.Id) || IsPaused(OfKind(channel.Kind));

    public void Note(Channel channel, SendOutcome outcome)
    {
        if (outcome.Pause is { } pause) _pauses[outcome.PausesKind ? OfKind(channel.Kind) : channel.Id] = (time.GetTimestamp(), pause);
    }

    private static string OfKind(string kind) => $"kind {kind}";

    private bool IsPaused(string key) => _pauses.TryGetValue(key, out var one) && time.GetElapsedTime(one.Since) < one.Pause;
}
