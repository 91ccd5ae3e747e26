using System.ComponentModel;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>A channel on the wire. A secret is shown as <c>…</c> and its last four characters; sent back so, it stays as it is.</summary>
internal class ChannelSettings
{
    [Description("discord, slack, ntfy, email, telegram or webhook. It cannot be changed.")]
    public ChannelKind? Kind { get; set; }

    [Description("What to call it.")]
    public string? Name { get; set; }

    [Description("warning for everything, critical for what cannot wait.")]
    public AlertSeverity LeastSeverity { get; set; } = AlertSeverity.Warning;

    public bool Enabled { get; set; } = true;

    [Description("discord, slack and webhook: where messages are posted to (secret). ntfy and telegram: another server than the public one.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; set; }

    [Description("ntfy: the topic (secret: who knows it can read it).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Topic { get; set; }

    [Description("ntfy: an access token; telegram: the bot's token (secret).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; set; }

    [Description("telegram: the chat that the bot writes to.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChatId { get; set; }

    [Description("webhook: what messages are signed with, at least 16 characters (secret).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; set; }

    [Description("email: the mail server.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Host { get; set; }

    [Description("email: its port; 587 by default.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Port { get; set; }

    [Description("email: starttls by default, tls, or none for a server of the local network.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Security { get; set; }

    [Description("email: who signs in there.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; set; }

    [Description("email: the password (secret).")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; set; }

    [Description("email: the sender's address.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; set; }

    [Description("email: who gets it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? To { get; set; }
}

/// <summary>What a channel is to be.</summary>
internal sealed class ChannelRequest : ChannelSettings;

/// <summary>A channel, as the API shows it.</summary>
internal sealed class ChannelView : ChannelSettings
{
    public required string Id { get; set; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; set; }
}
