using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>A Slack incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).</summary>
internal sealed class SlackSender(HttpTarget target, ChannelStore channels, TimeProvider time) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Slack;

    public bool CanRepeat => false;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        var body = new SlackMessage(ChannelText.Slack(delivery.Message), UnfurlLinks: false, UnfurlMedia: false);
        var reply = await target.Post(
            channels.Reveal(channel, ChannelField.Url)!, JsonSerializer.Serialize(body, SendingJson.Default.SlackMessage), prepare: null, attempt);
        return HttpOutcome.Of(reply, reply.Body, time.GetUtcNow());
    }
}
