using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>What channels are sent, and what they answer. Not the gateway's own interface, so not among its types.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscordAnswer))]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(NtfyAnswer))]
[JsonSerializable(typeof(NtfyMessage))]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(TelegramAnswer))]
[JsonSerializable(typeof(TelegramMessage))]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class SendingJson : JsonSerializerContext
{
    /// <summary><see langword="null"/> where it is something else, such as a page of a proxy in between.</summary>
    public static T? TryRead<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return body.StartsWith('{') ? JsonSerializer.Deserialize(body, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record DiscordMessage(string Content, DiscordMentions AllowedMentions);

/// <summary>Nobody is mentioned, whatever a plant is called.</summary>
internal sealed record DiscordMentions(IReadOnlyList<string> Parse);

internal sealed record DiscordAnswer(string? Message, double? RetryAfter, bool? Global);

internal sealed record SlackMessage(string Text, bool UnfurlLinks, bool UnfurlMedia);

internal sealed record NtfyMessage(string Topic, string Title, string Message, int Priority, IReadOnlyList<string> Tags)
{
    public string? Click { get; init; }

    public string? SequenceId { get; init; }
}

internal sealed record NtfyAnswer(string? Error);

internal sealed record TelegramMessage(string ChatId, string Text, string ParseMode, TelegramPreview LinkPreviewOptions);

internal sealed record TelegramPreview(bool IsDisabled);

internal sealed record TelegramAnswer(string? Description, TelegramParameters? Parameters);

internal sealed record TelegramParameters(double? RetryAfter);

/// <summary>docs/notifications.md describes it to other people's programs: fields are only ever added.</summary>
internal sealed class WebhookMessage
{
    public required string Id { get; init; }

    public required long CreatedAt { get; init; }

    public required Tone Tone { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    public required string? Link { get; init; }

    public required IReadOnlyList<AlertEvent> Events { get; init; }

    public static WebhookMessage Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        CreatedAt = delivery.CreatedAt,
        Tone = delivery.Message.Tone,
        Title = delivery.Message.Title,
        Lines = delivery.Message.Lines,
        Link = delivery.Message.Link,
        Events = delivery.Events,
    };
}
