using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>A Telegram bot (https://core.telegram.org/bots/api#sendmessage).</summary>
internal sealed class TelegramSender(HttpTarget target, TimeProvider time) : IChannelSender
{
    public static readonly ChannelKind Kind = new ChannelKind<TelegramSender>
    {
        Name = "telegram",
        Title = "Telegram",
        Fields =
        [
            new(ChannelField.Url, "another server than the public one")
            {
                IsRequired = false, Check = FieldChecks.Url, Example = "https://telegram.example.org",
            },
            new(Token, "the bot's token")
            {
                IsSecret = true, Example = "123456:ABC-DEF",
                Check = (value, _) => IsToken(value) ? null : "A token such as 123456:ABC-DEF, from @BotFather.",
            },
            new(ChatId, "the chat that the bot writes to") { Example = "-1001234567890" },
        ],
    };

    private const string Token = "token";
    private const string ChatId = "chat_id";
    private const string PublicServer = "https://api.telegram.org";

    // https://core.telegram.org/bots/api#sendmessage: at most 4096 after entities are parsed.
    private const int MaxText = 4000;

    public static string Text(Message message) => ChannelText.Join(
        $"{ChannelText.Sign(message.Tone)} <b>{Escape(message.Title)}</b>", message.Lines.Select(Escape),
        message.Link is { } link ? $"<a href=\"{Escape(link)}\">Look at it</a>" : null, MaxText);

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        var body = new TelegramMessage(fields[ChatId], Text(delivery.Message), "HTML", new TelegramPreview(IsDisabled: true));
        var server = fields.GetValueOrDefault(ChannelField.Url, PublicServer).TrimEnd('/');
        var reply = await target.Post(
            $"{server}/bot{fields[Token]}/sendMessage",
            JsonSerializer.Serialize(body, TelegramJson.Default.TelegramMessage),
            prepare: null,
            attempt);
        var said = reply.TryRead(TelegramJson.Default.TelegramAnswer);
        var outcome = HttpOutcome.Of(reply, said?.Description, time.GetUtcNow());
        return outcome.Status == SendStatus.Later
            ? outcome with { Pause = HttpOutcome.Seconds(said?.Parameters?.RetryAfter) ?? outcome.Pause }
            : outcome;
    }

    // It becomes part of an address.
    private static bool IsToken(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-');

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}

internal sealed record TelegramMessage(string ChatId, string Text, string ParseMode, TelegramPreview LinkPreviewOptions);

internal sealed record TelegramPreview(bool IsDisabled);

internal sealed record TelegramAnswer(string? Description, TelegramParameters? Parameters);

internal sealed record TelegramParameters(double? RetryAfter);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelegramAnswer))]
[JsonSerializable(typeof(TelegramMessage))]
internal sealed partial class TelegramJson : JsonSerializerContext;
