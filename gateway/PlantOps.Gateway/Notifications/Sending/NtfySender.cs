using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>An ntfy topic (https://docs.ntfy.sh/publish/#publish-as-json). As JSON, because headers are not UTF-8 everywhere on the way.</summary>
internal sealed class NtfySender(HttpTarget target, ChannelStore channels, TimeProvider time) : IChannelSender
{
    private const string PublicServer = "https://ntfy.sh";

    public ChannelKind Kind => ChannelKind.Ntfy;

    // A message under the same sequence id takes the place of the earlier one.
    public bool CanRepeat => true;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        var message = delivery.Message;
        var (priority, tag) = message.Tone switch { Tone.Critical => (5, "rotating_light"), Tone.Warning => (4, "warning"), _ => (3, "white_check_mark") };
        var body = new NtfyMessage(
            channels.Reveal(channel, ChannelField.Topic)!, message.Title, ChannelText.Ntfy(message), priority, [tag])
        {
            Click = message.Link,
            SequenceId = delivery.Id[(delivery.Id.LastIndexOf('.') + 1)..],
        };
        var token = channels.Reveal(channel, ChannelField.Token);
        var reply = await target.Post(
            channel.Field(ChannelField.Url) ?? PublicServer,
            JsonSerializer.Serialize(body, SendingJson.Default.NtfyMessage),
            headers => headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token),
            attempt);
        return HttpOutcome.Of(reply, SendingJson.TryRead(reply.Body, SendingJson.Default.NtfyAnswer)?.Error, time.GetUtcNow());
    }
}
