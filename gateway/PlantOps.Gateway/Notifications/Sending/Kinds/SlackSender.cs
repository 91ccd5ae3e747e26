using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>A Slack incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).</summary>
internal sealed class SlackSender(HttpTarget target, TimeProvider time) : IChannelSender
{
    public static readonly ChannelKind Kind = new ChannelKind<SlackSender>
    {
        Name = "slack",
        Title = "Slack",
        Fields =
        [
            new(ChannelField.Url, "where messages are posted to")
            {
                IsSecret = true, Check = FieldChecks.Url, Example = "https://hooks.slack.com/services/T00000000/B00000000/…",
            },
        ],
    };

    /// <summary>Slack's mrkdwn: three characters are escaped, and what is left must not read as its marks.</summary>
    public static string Text(Message message) => ChannelText.Join(
        $"{ChannelText.Sign(message.Tone)} *{Escape(message.Title)}*", message.Lines.Select(Escape),
        message.Link is { } link ? $"<{link}|Look at it>" : null, int.MaxValue);

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        var body = new SlackMessage(Text(delivery.Message), UnfurlLinks: false, UnfurlMedia: false);
        var reply = await target.Post(
            fields[ChannelField.Url], JsonSerializer.Serialize(body, SlackJson.Default.SlackMessage), prepare: null, attempt);
        return HttpOutcome.Of(reply, reply.Body, time.GetUtcNow());
    }

    // https://docs.slack.dev/messaging/formatting-message-text#escaping. A mark between zero-width spaces is a character.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '*' or '_' or '~' or '`' => escaped.Append('\u200b').Append(c).Append('\u200b'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}

internal sealed record SlackMessage(string Text, bool UnfurlLinks, bool UnfurlMedia);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackMessage))]
internal sealed partial class SlackJson : JsonSerializerContext;
