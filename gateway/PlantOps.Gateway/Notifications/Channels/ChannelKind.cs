using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Kinds of notification channel.</summary>
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
