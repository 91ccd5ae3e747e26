using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Notifications.Sending.Kinds;

/// <summary>
/// An ntfy topic (https://docs.ntfy.sh/publish/#publish-as-json). As JSON, because headers are not UTF-8 everywhere on the way.
/// </summary>
internal sealed class NtfySender(HttpTarget target, TimeProvider time) : IChannelSender
{
    public static readonly ChannelKind Kind = new ChannelKind<NtfySender>
    {
        Name = "ntfy",
        Title = "ntfy",
        Fields =
        [
            new(ChannelField.Url, "another server than the public one")
            {
                IsRequired = false, Check = FieldChecks.Url, Example = "https://ntfy.example.org",
            },
            new(Topic, "the topic; who knows it can read it") { IsSecret = true, Example = "plants-7k2m9x4d" },
            new(Token, "an access token") { IsRequired = false, IsSecret = true, Example = "tk_…" },
        ],

        // A message under the same sequence id takes the place of the earlier one.
        CanRepeat = true,
    };

    private const string Topic = "topic";
    private const string Token = "token";
    private const string PublicServer = "https://ntfy.sh";

    // https://docs.ntfy.sh/publish/: what is longer than 4096 bytes becomes an attachment.
    private const int MaxText = 1300;

    public static string Text(Message message) => ChannelText.Shorten(message.Body, MaxText);

    public async Task<SendOutcome> Send(IReadOnlyDictionary<string, string> fields, Delivery delivery, SendAttempt attempt)
    {
        var message = delivery.Message;
        var (priority, tag) = message.Tone switch { Tone.Critical => (5, "rotating_light"), Tone.Warning => (4, "warning"),
            _ => (3, "white_check_mark") };
        var body = new NtfyMessage(fields[Topic], message.Title, Text(message), priority, [tag])
        {
            Click = message.Link,
            SequenceId = delivery.Id[(delivery.Id.LastIndexOf('.') + 1)..],
        };
        var token = fields.GetValueOrDefault(Token);
        var reply = await target.Post(
            fields.GetValueOrDefault(ChannelField.Url, PublicServer),
            JsonSerializer.Serialize(body, NtfyJson.Default.NtfyMessage),
            headers => headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token),
            attempt);
        return HttpOutcome.Of(reply, reply.TryRead(NtfyJson.Default.NtfyAnswer)?.Error, time.GetUtcNow());
    }
}

internal sealed record NtfyMessage(string Topic, string Title, string Message, int Priority, IReadOnlyList<string> Tags)
{
    public string? Click { get; init; }

    public string? SequenceId { get; init; }
}

internal sealed record NtfyAnswer(string? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NtfyAnswer))]
[JsonSerializable(typeof(NtfyMessage))]
internal sealed partial class NtfyJson : JsonSerializerContext;
