using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>A Telegram bot (https://core.telegram.org/bots/api#sendmessage).</summary>
internal sealed class TelegramSender(HttpTarget target, ChannelStore channels, TimeProvider time) : IChannelSender
{
    private const string PublicServer = "https://api.telegram.org";

    public ChannelKind Kind => ChannelKind.Telegram;

    public bool CanRepeat => false;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        var body = new TelegramMessage(channel.Field(ChannelField.ChatId)!, ChannelText.Telegram(delivery.Message), "HTML", new TelegramPreview(IsDisabled: true));
        var server = (channel.Field(ChannelField.Url) ?? PublicServer).TrimEnd('/');
        var reply = await target.Post(
            $"{server}/bot{channels.Reveal(channel, ChannelField.Token)}/sendMessage",
            JsonSerializer.Serialize(body, SendingJson.Default.TelegramMessage),
            prepare: null,
            attempt);
        var said = SendingJson.TryRead(reply.Body, SendingJson.Default.TelegramAnswer);
        var outcome = HttpOutcome.Of(reply, said?.Description, time.GetUtcNow());
        return outcome.Status == SendStatus.Later ? outcome with { Pause = HttpOutcome.Seconds(said?.Parameters?.RetryAfter) ?? outcome.Pause } : outcome;
    }
}
