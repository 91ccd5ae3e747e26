using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>
/// A Discord webhook (https://docs.discord.com/developers/resources/webhook#execute-webhook), with its rate limits
/// (…/topics/rate-limits).
/// </summary>
internal sealed class DiscordSender(HttpTarget target, TimeProvider time) : IChannelSender
{
    public static readonly ChannelKind Kind = new ChannelKind<DiscordSender>
    {
        Name = "discord",
        Title = "Discord",
        Fields =
        [
            new(ChannelField.Url, "where messages are posted to")
            {
                IsSecret = true, Check = FieldChecks.Url, Example = "https://discord.com/api/webhooks/1234/…",
            },
        ],
    };

    // https://docs.discord.com/developers/resources/webhook#execute-webhook: at most 2000 characters.
    private const int MaxText = 2000;

    private const string Marks = "\\*_~`|>#-+[]()<:@";

    public static string Text(Message message) => ChannelText.Join(
        $"{ChannelText.Sign(message.Tone)} **{Escape(message.Title)}**", message.Lines.Select(Escape),
        message.Link is { } link ? $"<{link}>" : null, MaxText);

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        var body = new DiscordMessage(Text(delivery.Message), new DiscordMentions([]));
        var url = fields[ChannelField.Url];

        // Without it the answer comes before the message is kept, and says nothing about whether it was.
        url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "wait=true";
        var reply = await target.Post(
            url, JsonSerializer.Serialize(body, DiscordJson.Default.DiscordMessage), prepare: null, attempt);
        return Outcome(reply, time.GetUtcNow());
    }

    public static SendOutcome Outcome(HttpReply reply, DateTimeOffset now)
    {
        var said = reply.TryRead(DiscordJson.Default.DiscordAnswer);
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
        return HttpOutcome.Header(reply, "X-RateLimit-Remaining") == "0"
            && HttpOutcome.SecondsIn(reply, "X-RateLimit-Reset-After") is { } reset
            ? outcome with { Pause = outcome.Pause > reset ? outcome.Pause : reset }
            : outcome;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Marks.Contains(c)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}

internal sealed record DiscordMessage(string Content, DiscordMentions AllowedMentions);

/// <summary>Nobody is mentioned, whatever a plant is called.</summary>
internal sealed record DiscordMentions(IReadOnlyList<string> Parse);

internal sealed record DiscordAnswer(string? Message, double? RetryAfter, bool? Global);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DiscordAnswer))]
[JsonSerializable(typeof(DiscordMessage))]
internal sealed partial class DiscordJson : JsonSerializerContext;
