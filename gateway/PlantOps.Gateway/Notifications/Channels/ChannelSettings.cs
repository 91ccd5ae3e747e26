using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>
/// A channel on the wire. What only some kinds have stands beside the rest, as <see cref="ChannelKind.Fields"/> says. A secret
/// is shown as <c>…</c> and its last four characters; sent back so, it stays as it is.
/// </summary>
internal class ChannelSettings : IJsonOnDeserialized
{
    public string? Kind { get; set; }

    [Description("What to call it.")]
    public string? Name { get; set; }

    [Description("warning for everything, critical for what cannot wait.")]
    public AlertSeverity LeastSeverity { get; set; } = AlertSeverity.Warning;

    public bool Enabled { get; set; } = true;

    /// <summary>By the field's name: texts, and numbers where the field is one.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Fields { get; set; }

    /// <summary>A field as text; <see langword="null"/> where there is no such.</summary>
    public string? this[string name]
    {
        get => Fields?.TryGetValue(name, out var value) == true && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;
        set => (Fields ??= [])[name] = JsonSerializer.SerializeToElement(value, WebJson.Default.String);
    }

    /// <summary>
    /// A text that escapes half a character is refused where the rest is read, not wherever it is looked at first.
    /// </summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var (name, value) in Fields ?? [])
        {
            try
            {
                _ = value.ToString();
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException($"{name}: {exception.Message}", exception);
            }
        }
    }
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
