using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>
/// Any program: JSON, signed so that it knows who sent it and when, under an id so that it can take it once. The headers are
/// those of Standard Webhooks (https://www.standardwebhooks.com), and our own of before.
/// </summary>
internal sealed class WebhookSender(HttpTarget target, TimeProvider time) : IChannelSender
{
    public static readonly ChannelKind Kind = new ChannelKind<WebhookSender>
    {
        Name = "webhook",
        Title = "a webhook",
        Fields =
        [
            new(ChannelField.Url, "where messages are posted to")
            {
                IsSecret = true, Check = FieldChecks.Url, Example = "https://example.org/hook",
            },
            new(Key, $"what messages are signed with, at least {MinKey} characters")
            {
                IsSecret = true, Example = "0123456789abcdef",
                Check = (value, _) => value.Length >= MinKey ? null : $"At least {MinKey} characters.",
            },
        ],

        // Its receiver knows a message by its id.
        CanRepeat = true,
    };

    public const string SignatureHeader = "X-PlantOps-Signature";
    public const string DeliveryHeader = "X-PlantOps-Delivery";
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string StandardSignatureHeader = "webhook-signature";

    private const string Key = "key";
    private const int MinKey = 16;

    // Before a key that is base64, as Standard Webhooks writes one; any other is its own bytes.
    private const string KeyPrefix = "whsec_";

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.Serialize(WebhookMessage.Of(delivery), WebhookJson.Default.WebhookMessage);
        var (key, seconds) = (fields[Key], now.ToUnixTimeSeconds());
        var reply = await target.Post(
            fields[ChannelField.Url],
            body,
            headers =>
            {
                headers.Add(SignatureHeader, Sign(key, seconds, body));
                headers.Add(DeliveryHeader, delivery.Id);
                headers.Add(IdHeader, delivery.Id);
                headers.Add(TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
                headers.Add(StandardSignatureHeader, SignStandard(key, delivery.Id, seconds, body));
            },
            attempt);
        return HttpOutcome.Of(reply, said: null, now);
    }

    /// <summary><c>t=…,v1=…</c>: the time in Unix seconds, and the HMAC-SHA256 of time, dot and body in hexadecimal.</summary>
    public static string Sign(string key, long seconds, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}");
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed));
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(hash)}");
    }

    /// <summary><c>v1,…</c>: the HMAC-SHA256 of id, dot, time in Unix seconds, dot and body in base64.</summary>
    public static string SignStandard(string key, string id, long seconds, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(BytesOf(key), Encoding.UTF8.GetBytes(signed)));
    }

    private static byte[] BytesOf(string key)
    {
        var bytes = new byte[key.Length];
        return key.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(key[KeyPrefix.Length..], bytes, out var length)
            ? bytes[..length]
            : Encoding.UTF8.GetBytes(key);
    }
}

/// <summary>docs/notifications.md describes it to other people's programs: fields are only ever added.</summary>
internal sealed class WebhookMessage
{
    public required string Id { get; init; }

    public required long CreatedAt { get; init; }

    public required Tone Tone { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    public required string? Link { get; init; }

    public required IReadOnlyList<AlertEventMessage> Events { get; init; }

    public static WebhookMessage Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        CreatedAt = delivery.CreatedAt,
        Tone = delivery.Message.Tone,
        Title = delivery.Message.Title,
        Lines = delivery.Message.Lines,
        Link = delivery.Message.Link,
        Events = [.. delivery.Events.Select(AlertEventMessage.Of)],
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookJson : JsonSerializerContext;
