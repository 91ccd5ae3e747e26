using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>A Discord webhook (https://docs.discord.com/developers/resources/webhook#execute-webhook), with its rate limits (…/topics/rate-limits).</summary>
internal sealed class DiscordSender(HttpTarget target, ChannelStore channels, TimeProvider time) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Discord;

    public bool CanRepeat => false;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        var body = new DiscordMessage(ChannelText.Discord(delivery.Message), new DiscordMentions([]));
        var url = channels.Reveal(channel, ChannelField.Url)!;

        // Without it the answer comes before the message is kept, and says nothing about whether it was.
        url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "wait=true";
        var reply = await target.Post(
            url, JsonSerializer.Serialize(body, SendingJson.Default.DiscordMessage), prepare: null, attempt);
        return Outcome(reply, time.GetUtcNow());
    }

    public static SendOutcome Outcome(HttpReply reply, DateTimeOffset now)
    {
        var said = SendingJson.TryRead(reply.Body, SendingJson.Default.DiscordAnswer);
        var outcome = HttpOutcome.Of(reply, said?.Message, now);
        if (reply.Status == 429)
        {
            return outcome with
            {
                Pause = HttpOutcome.Seconds(said?.RetryAfter) ?? outcome.Pause,
                PausesKind = said?.Global == true || HttpOutcome.Header(reply, "X-RateLimit-Global") is not null,
            };
        }

        // The last that is allowed for now: the next would be refused.
        return HttpOutcome.Header(reply, "X-RateLimit-Remaining") == "0" && HttpOutcome.SecondsIn(reply, "X-RateLimit-Reset-After") is { } reset
            ? outcome with { Pause = outcome.Pause > reset ? outcome.Pause : reset }
            : outcome;
    }
}
