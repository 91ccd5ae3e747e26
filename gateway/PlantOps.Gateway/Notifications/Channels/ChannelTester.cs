using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Tries channels.</summary>
internal sealed partial class ChannelTester(
    ChannelSenders senders, IOptions<NotificationOptions> options, TimeProvider time, ILogger<ChannelTester> logger)
{
    /// <summary>Channels whose last test is remembered; nobody has so many.</summary>
    private const int MaxRemembered = 200;

    private readonly ConcurrentDictionary<string, ChannelTest> _last = new();

    /// <summary>What came of a channel's last test since the start; <see langword="null"/> where there was none.</summary>
    public ChannelTest? LastOf(string channel) => _last.GetValueOrDefault(channel);

    /// <summary>Sends one real message at once, past the outbox: who asks waits for the answer.</summary>
    public async Task<ChannelTest> Test(Channel channel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var links = new Links(options.Value.PublicUrl);
        var message = new Message(
            Tone.Good, $"PlantOps can reach you over '{channel.Name}'", ["This is a test. Nothing is wrong with any plant."],
            links.Overview);
        var outcome = await senders.Send(channel, DeliveryStore.New(now, channel.Id, $"test {now}", message, now));
        if (outcome.Status != SendStatus.Sent) Log.NotSent(logger, channel.Name, outcome.Reason);
        if (_last.Count >= MaxRemembered) _last.Clear();
        return _last[channel.Id] = new ChannelTest
        {
            Sent = outcome.Status == SendStatus.Sent,
            Reason = outcome.Reason,
            RetryAfterS = outcome.Status == SendStatus.Later ? outcome.Pause?.TotalSeconds : null,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(2209, LogLevel.Warning, "Test message did not reach channel '{Channel}': {Reason}")]
        public static partial void NotSent(ILogger logger, string channel, string? reason);
    }
}

/// <summary>What came of a test message.</summary>
internal sealed class ChannelTest
{
    /// <summary>Whether the other side took it.</summary>
    public required bool Sent { get; init; }

    /// <summary>Why not.</summary>
    public required string? Reason { get; init; }

    /// <summary>How long the other side wants to be left alone, in seconds, where it says so.</summary>
    public required double? RetryAfterS { get; init; }
}
