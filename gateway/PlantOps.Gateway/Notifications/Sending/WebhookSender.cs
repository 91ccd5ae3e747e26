using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>Any program: JSON, signed so that it knows who sent it and when, under an id so that it can take it once.</summary>
internal sealed class WebhookSender(HttpTarget target, ChannelStore channels, TimeProvider time) : IChannelSender
{
    public const string SignatureHeader = "X-PlantOps-Signature";
    public const string DeliveryHeader = "X-PlantOps-Delivery";

    public ChannelKind Kind => ChannelKind.Webhook;

    public bool CanRepeat => true;

    public async Task<SendOutcome> Send(Channel channel, Delivery delivery, SendAttempt attempt)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.Serialize(WebhookMessage.Of(delivery), SendingJson.Default.WebhookMessage);
        var signature = Sign(channels.Reveal(channel, ChannelField.Key)!, now.ToUnixTimeSeconds(), body);
        var reply = await target.Post(
            channels.Reveal(channel, ChannelField.Url)!,
            body,
            headers =>
            {
                headers.Add(SignatureHeader, signature);
                headers.Add(DeliveryHeader, delivery.Id);
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
}
