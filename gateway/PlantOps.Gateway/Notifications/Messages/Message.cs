using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>What is to be said, before a channel gives it its own form. Plain text.</summary>
/// <param name="Tone">How it is meant.</param>
/// <param name="Title">One line that says it all.</param>
/// <param name="Lines">What is behind it.</param>
/// <param name="Link">Where to see more, where there is such a place.</param>
internal sealed record Message(Tone Tone, string Title, IReadOnlyList<string> Lines, string? Link)
{
    [JsonIgnore]
    public string Body => string.Join('\n', Lines);
}

[JsonConverter(typeof(SnakeCaseEnum<Tone>))]
internal enum Tone
{
    /// <summary>Back to normal, or a digest.</summary>
    Good,
    Warning,
    Critical,
}

/// <summary>Where people find this gateway; nothing where nobody has said so.</summary>
internal sealed record Links(Uri? PublicUrl)
{
    public string? Overview => PublicUrl?.AbsoluteUri;

    public string? To(string plant) =>
        PublicUrl is { } url ? $"{url.AbsoluteUri.TrimEnd('/')}/plants/{Uri.EscapeDataString(plant)}" : null;
}
