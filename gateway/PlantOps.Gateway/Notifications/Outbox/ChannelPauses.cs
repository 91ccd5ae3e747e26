using System.Collections.Concurrent;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>Channels that want to be left alone for a while. In memory: after a restart the other side says so again.</summary>
internal sealed class ChannelPauses(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new();

    public bool IsPaused(Channel channel) => IsPaused(channel.Id) || IsPaused(OfKind(channel.Kind));

    public void Note(Channel channel, SendOutcome outcome)
    {
        if (outcome.Pause is { } pause) _until[outcome.PausesKind ? OfKind(channel.Kind) : channel.Id] = time.GetUtcNow() + pause;
    }

    private static string OfKind(ChannelKind kind) => $"kind {kind}";

    private bool IsPaused(string key) => _until.TryGetValue(key, out var until) && until > time.GetUtcNow();
}
