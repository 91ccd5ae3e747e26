using System.Text.Json.Serialization;
using PlantOps.Gateway.Operations;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>By what people are told.</summary>
[JsonConverter(typeof(SnakeCaseEnum<ChannelKind>))]
internal enum ChannelKind
{
    Discord,
    Slack,
    Ntfy,
    Email,
    Telegram,
    Webhook,
}
